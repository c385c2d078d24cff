package dev.attn.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.attn.io.TensorFiles;
import dev.attn.render.Render;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Block;
import dev.attn.render.figure.Column;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Matrix;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Row;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what the benchmark figures show, for a peer that draws the same: a folder per figure with
 * {@code figure.json}, the tree of panels, and their values as {@code .npy} files. With the name of
 * a figure and a file instead it draws that figure once; with that figure's folder as well, from
 * the files for peers, to time a whole process that does what theirs does.
 */
public final class FigureData {

  private final Path folder;
  private final JsonGenerator json;
  private int files;

  private FigureData(Path folder, JsonGenerator json) {
    this.folder = folder;
    this.json = json;
  }

  /** Runs with {@code FOLDER}, {@code FIGURE FILE} or {@code FIGURE FILE FOLDER_OF_FIGURE}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 2) {
      Render.png(BenchmarkFigures.named(arguments[0]), Path.of(arguments[1]));
      return;
    }
    if (arguments.length == 3) {
      Render.png(PeerFigure.read(Path.of(arguments[2])), Path.of(arguments[1]));
      return;
    }
    for (String name : BenchmarkFigures.NAMES) {
      Path folder = Path.of(arguments[0], name);
      Files.createDirectories(folder);
      try (JsonGenerator json =
          new JsonFactory()
              .createGenerator(Files.newBufferedWriter(folder.resolve("figure.json")))) {
        new FigureData(folder, json).write(BenchmarkFigures.named(name));
      }
    }
  }

  private void write(Figure figure) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", figure.sheet().title().orElse(""));
    json.writeFieldName("content");
    write(figure.sheet().content());
    json.writeEndObject();
  }

  private void write(Block block) throws IOException {
    if (block instanceof Panel panel) {
      write(panel);
    } else if (block instanceof Row row) {
      write(List.of(row.blocks()));
    } else if (block instanceof Column column) {
      write(column.blocks().stream().map(List::of).toList());
    } else if (block instanceof Matrix matrix) {
      write(matrix.blocks());
    } else {
      throw new IllegalArgumentException("block must be one that peers can draw, got " + block);
    }
  }

  private void write(List<? extends List<? extends Block>> rows) throws IOException {
    json.writeStartArray();
    for (List<? extends Block> row : rows) {
      json.writeStartArray();
      for (Block block : row) {
        write(block);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void write(Panel panel) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", panel.title().orElse(""));
    json.writeStringField("map", panel.scale().colormap().name());
    json.writeFieldName("rows");
    write(panel.rows());
    json.writeFieldName("columns");
    write(panel.columns());
    json.writeArrayFieldStart("tiles");
    for (List<Grid> row : panel.tiles().grids()) {
      json.writeStartArray();
      for (Grid tile : row) {
        json.writeString(write(tile));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Axis axis) throws IOException {
    json.writeStartArray();
    for (String label : axis.labels()) {
      json.writeString(label);
    }
    json.writeEndArray();
  }

  private String write(Grid grid) throws IOException {
    float[] cells = new float[grid.rows() * grid.columns()];
    float[] row = new float[grid.columns()];
    for (int r = 0; r < grid.rows(); r++) {
      grid.row(r, row);
      System.arraycopy(row, 0, cells, r * row.length, row.length);
    }
    String name = files++ + ".npy";
    TensorFiles.writeNpy(
        folder.resolve(name), NumericArray.copyOf(cells, grid.rows(), grid.columns()));
    return name;
  }
}
