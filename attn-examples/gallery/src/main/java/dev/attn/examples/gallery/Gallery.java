package dev.attn.examples.gallery;

import dev.attn.render.Render;
import dev.attn.render.figure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws the figures of this example into a folder. */
public final class Gallery {

  private Gallery() {}

  /** Returns the figures by the names of their files, without suffix, in order. */
  public static Map<String, Figure> figures() throws IOException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put("1-mask-map", TargetFigures.maskMap());
    figures.put("1-mask-map-literal", TargetFigures.literalMaskMap());
    figures.put("2-layer-strips", TargetFigures.layerStrips());
    figures.put("3-head-overview", TargetFigures.headOverview());
    figures.put("4-mean-interventions", TargetFigures.meanInterventions());
    figures.put("5-layer-token-map", TargetFigures.layerTokenMap());
    figures.put("5-layer-attention", TargetFigures.layerAttention());
    figures.put("6-panel-comparison", MoreFigures.comparison());
    figures.put("6-row-scales", MoreFigures.rowScales());
    figures.put("7-mask-difference", MoreFigures.maskDifference());
    figures.put("8-token-strip", MoreFigures.tokenStrip());
    figures.put("8-token-strip-signed", MoreFigures.signedTokenStrip());
    figures.put("9-head-bars", MoreFigures.headBars());
    figures.put("10-head-scatter", MoreFigures.headScatter());
    return figures;
  }

  /** Draws every figure as a PNG file into {@code folder}, which is made if it is missing. */
  public static void draw(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Figure> figure : figures().entrySet()) {
      Render.png(figure.getValue(), folder.resolve(figure.getKey() + ".png"));
    }
  }
}
