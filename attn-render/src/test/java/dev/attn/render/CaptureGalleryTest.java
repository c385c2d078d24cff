package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.mask.Masks;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadCell;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.Reducer;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Side;
import dev.attn.render.figure.Zoom;
import dev.attn.tensor.AttentionLayer;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Draws real captures into target/gallery, to be looked at. */
final class CaptureGalleryTest {

  @Test
  void saliencyOfGrounding_isBrightestWhereTheSceneIsRead() throws IOException {
    HeadGrid figure = grounding().withZoom(Zoom.of(0, 9));
    String overview = GalleryTest.draw("grounding", figure);
    HeadGrid two =
        figure
            .withHeadCell(
                HeadCell.scalar(Reducer.max())
                    .withScale(Scale.zeroToMax().withTitle("largest saliency")))
            .withMask(Masks.causal(13))
            .withZoom(Zoom.of(0, 9).withLabelSide(Side.RIGHT), Zoom.of(4, 2));
    String scalars = GalleryTest.draw("grounding-scalar", two);
    assertThat(List.of(overview, scalars)).containsExactly("1086x547", "1096x848");
  }

  private static HeadGrid grounding() throws IOException {
    TensorFile file = TensorFiles.open(Path.of("..", "data", "grounding", "capture.safetensors"));
    AttentionTensor saliency = saliency(file);
    Tokens tokens =
        file.tokens().orElseThrow().withSpans(Span.of(0, 7, "<ENV>"), Span.of(7, 13, "<LAN>"));
    return HeadGrid.of(saliency)
        .withIndexBase(1)
        .withTokens(tokens)
        .withOrientation(Orientation.ROWS_ARE_KEYS)
        .withScale(Scale.sqrt().withTitle("saliency"));
  }

  private static AttentionTensor saliency(TensorFile file) throws IOException {
    AttentionTensor weights = file.tensor("attention");
    AttentionTensor gradient = file.tensor("gradient");
    float[] product = new float[(int) weights.shape().cells()];
    int i = 0;
    for (int l = 0; l < weights.shape().layers(); l++) {
      for (int h = 0; h < weights.shape().heads(); h++) {
        for (int q = 0; q < weights.shape().queries(); q++) {
          double[] a = weights.layer(l).head(h).row(q);
          double[] g = gradient.layer(l).head(h).row(q);
          for (int k = 0; k < a.length; k++) {
            product[i++] = (float) Math.abs(a[k] * g[k]);
          }
        }
      }
    }
    return AttentionTensor.copyOf(weights.shape(), product);
  }

  @Test
  void queriesOfPause_areStrips() throws IOException {
    TensorFile file = TensorFiles.open(Path.of("..", "data", "pause", "capture.safetensors"));
    AttentionTensor weights = file.tensor("attention");
    Tokens tokens = file.tokens().orElseThrow().range(0, 33);
    List<Grid> grids =
        IntStream.range(0, 12).mapToObj(l -> meanOverHeads(weights.layer(l))).toList();
    LayerStrips figure =
        LayerStrips.of(grids)
            .withTitle("AbsPE: vanilla causal self-attn at PAUSE")
            .withStripLabels(i -> "Layer " + i)
            .withRows(Axis.labels("P@8", "P@32"))
            .withColumns(Axis.labels(tokens))
            .withScale(Scale.linear(0, 0.4).withColormap(Colormaps.inferno()).withTickStep(0.1));
    String strips = GalleryTest.draw("pause", figure);
    HeatMap map =
        HeatMap.of(weights.layer(3).head(1))
            .withMask(Masks.causal(40))
            .withTokens(file.tokens().orElseThrow())
            .withTitle("Layer 3, head 1");
    String head = GalleryTest.draw("pause-head", map);
    assertThat(List.of(strips, head)).containsExactly("707x1025", "700x651");
  }

  private static Grid meanOverHeads(AttentionLayer layer) {
    double[][] rows = new double[2][33];
    int[] queries = {8, 32};
    for (int h = 0; h < layer.heads(); h++) {
      for (int r = 0; r < 2; r++) {
        for (int k = 0; k < 33; k++) {
          rows[r][k] += layer.head(h).weight(queries[r], k) / layer.heads();
        }
      }
    }
    return Grid.copyOf(rows);
  }
}
