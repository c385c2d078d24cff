package dev.attn.examples.cli;

import com.google.common.primitives.ImmutableIntArray;
import dev.attn.metric.Dendrogram;
import dev.attn.metric.DistanceMatrix;
import dev.attn.metric.Linkage;
import dev.attn.metric.Mds;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code head.mds} and {@code head.clusters}: where heads lie by their distances. */
final class HeadMap {

  static final List<String> IDS = List.of("head.mds", "head.clusters");
  private static final int FEW = 5;

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      defaultValue = "2",
      description = "coordinates of each head, for head.mds (default: ${DEFAULT-VALUE})")
  private int dimensions;

  @Option(
      names = "--clusters",
      paramLabel = "N",
      description = "how many clusters, for head.clusters (default: 5, or all heads if fewer)")
  private Optional<Integer> clusters = Optional.empty();

  @Option(
      names = "--linkage",
      paramLabel = "single|complete|average|ward",
      defaultValue = "average",
      description = "how far apart clusters are, for head.clusters (default: ${DEFAULT-VALUE})")
  private Linkage linkage;

  /**
   * One number of one head.
   *
   * @param head the number of the head among all
   * @param value a number in plain decimal form
   */
  private record Cell(int head, String metric, String settings, String variant, double value) {}

  /** The numbers of all heads, and a line for each metric that says what they are. */
  static final class Reading {

    private final List<Cell> cells = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    List<String> notes() {
      return notes;
    }

    /** Prints the numbers as comma-separated values; head i is head {@code i % heads}. */
    void printCsv(PrintWriter out, int heads) {
      out.println("layer,head,metric,settings,variant,value");
      for (Cell cell : cells) {
        out.println(
            (cell.head() / heads + "," + cell.head() % heads + "," + cell.metric())
                + ("," + CsvField.of(cell.settings()) + "," + cell.variant())
                + ("," + JsonNumbers.text(cell.value())));
      }
    }

    void printJson(PrintWriter out, int heads) throws IOException {
      JsonNumbers.line(
          out,
          json -> {
            json.writeStartArray();
            for (Cell cell : cells) {
              json.writeStartObject();
              json.writeNumberField("layer", cell.head() / heads);
              json.writeNumberField("head", cell.head() % heads);
              json.writeStringField("metric", cell.metric());
              json.writeStringField("settings", cell.settings());
              json.writeStringField("variant", cell.variant());
              json.writeFieldName("value");
              JsonNumbers.write(json, cell.value());
              json.writeEndObject();
            }
            json.writeEndArray();
          });
    }
  }

  /** Refuses settings that do not fit this many heads. */
  void check(List<String> ids, int heads) {
    if (ids.contains("head.mds") && heads < 2) {
      throw new WrongArgumentException("head.mds must have at least 2 heads, got " + heads);
    }
    if (ids.contains("head.mds") && (dimensions < 1 || dimensions >= heads)) {
      throw new WrongArgumentException(
          "--dimensions must be in [1, " + heads + ") for " + heads + " heads, got " + dimensions);
    }
    if (clusters.isPresent() && (clusters.get() < 1 || clusters.get() > heads)) {
      throw new WrongArgumentException(
          "--clusters must be in [1, " + heads + "], got " + clusters.get());
    }
  }

  Reading read(List<String> ids, DistanceMatrix distances) {
    Reading reading = new Reading();
    for (String id : ids) {
      if (id.equals("head.mds")) {
        addMap(reading, Mds.of(distances, dimensions));
      } else {
        addClusters(reading, Dendrogram.of(distances, linkage));
      }
    }
    return reading;
  }

  private void addMap(Reading reading, Mds map) {
    StringBuilder shares = new StringBuilder();
    for (int axis = 0; axis < dimensions; axis++) {
      shares.append(axis == 0 ? "" : ", ");
      shares.append(String.format(Locale.ROOT, "%.4f", map.share(axis)));
    }
    reading.notes.add("head.mds: axes show the shares " + shares + " of the spread; " + map);
    for (int head = 0; head < map.size(); head++) {
      for (int axis = 0; axis < dimensions; axis++) {
        double value = map.coordinate(head, axis);
        String settings = "dimensions=" + dimensions;
        reading.cells.add(new Cell(head, "head.mds", settings, "axis=" + axis, value));
      }
    }
  }

  private void addClusters(Reading reading, Dendrogram tree) {
    int count = clusters.orElse(Math.min(FEW, tree.size()));
    reading.notes.add("head.clusters: " + tree);
    ImmutableIntArray labels = tree.cut(count);
    String settings = "linkage=" + linkage + " clusters=" + count;
    for (int head = 0; head < tree.size(); head++) {
      reading.cells.add(new Cell(head, "head.clusters", settings, "label", labels.get(head)));
    }
  }
}
