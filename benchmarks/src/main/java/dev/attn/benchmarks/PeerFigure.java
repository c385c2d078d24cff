package dev.attn.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Bar;
import dev.attn.render.figure.Block;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Gap;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Matrix;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sheet;
import dev.attn.render.figure.Tiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure from the files that {@link FigureData} writes for peers: what they draw and no more, so
 * that whole processes do the same work.
 */
final class PeerFigure {

  private final Path folder;
  private final List<TensorFile> files = new ArrayList<>();
  private final Map<String, Scale> scales = new HashMap<>();
  private int panels;

  private PeerFigure(Path folder) {
    this.folder = folder;
  }

  /** Reads {@code figure.json} and the values that it names. */
  static Figure read(Path folder) throws IOException {
    return new PeerFigure(folder).sheet();
  }

  private Sheet sheet() throws IOException {
    try (JsonParser json = new JsonFactory().createParser(folder.resolve("figure.json").toFile())) {
      json.nextToken();
      String title = text(json, "title");
      json.nextFieldName();
      json.nextToken();
      Block content = block(json);
      Panel last = content.panels().get(content.panels().size() - 1);
      List<String> shown =
          content.panels().stream()
              .filter(panel -> panel.scale().equals(last.scale()))
              .map(Panel::id)
              .toList();
      return Sheet.of(content)
          .withTitle(Optional.of(title).filter(words -> !words.isEmpty()))
          .withBars(new Bar(last.scale(), shown));
    }
  }

  private Block block(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return panel(json);
    }
    List<List<Block>> rows = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      List<Block> row = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        row.add(block(json));
      }
      rows.add(row);
    }
    return Matrix.of(rows, Gap.PANELS);
  }

  private Panel panel(JsonParser json) throws IOException {
    String title = text(json, "title");
    String map = text(json, "map");
    Scale scale = scales.computeIfAbsent(map, PeerFigure::scale);
    Axis rows = axis(json);
    Axis columns = axis(json);
    json.nextFieldName();
    json.nextToken();
    List<List<Grid>> tiles = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      List<Grid> row = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        row.add(grid(json.getText()));
      }
      tiles.add(row);
    }
    json.nextToken();
    boolean single = tiles.size() == 1 && tiles.get(0).size() == 1;
    Panel panel =
        Panel.of(
            "panel[" + panels++ + "]",
            single ? Tiles.of(tiles.get(0).get(0)) : Tiles.mosaic(tiles),
            scale);
    Panel labelled = single ? panel.withAxes(rows, columns) : panel;
    return title.isEmpty() ? labelled : labelled.withTitle(title);
  }

  private static Scale scale(String map) {
    return Scale.dataRange()
        .withColormap(Colormaps.named(Colormaps.names().contains(map) ? map : "viridis"));
  }

  private static String text(JsonParser json, String name) throws IOException {
    json.nextFieldName();
    if (!json.currentName().equals(name)) {
      throw new IOException("field must be " + name + ", got " + json.currentName());
    }
    return json.nextTextValue();
  }

  private static Axis axis(JsonParser json) throws IOException {
    json.nextFieldName();
    json.nextToken();
    List<String> labels = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      labels.add(json.getText());
    }
    return labels.isEmpty() ? Axis.none() : Axis.labels(labels);
  }

  private Grid grid(String name) throws IOException {
    TensorFile file = TensorFiles.open(folder.resolve(name));
    files.add(file);
    return Grid.of(file.array(file.names().get(0)));
  }
}
