package dev.attn.examples.gallery;

import dev.attn.render.Render;
import dev.attn.render.figure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws the figures of the gallery into a folder. */
public final class Gallery {

  private Gallery() {}

  /** Returns the figures by the names of their files, without suffix, in order. */
  public static Map<String, Figure> figures() throws IOException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put("1-mask-map", TargetFigures.maskMap());
    figures.put("1-mask-map-literal", TargetFigures.maskMapLiteral());
    figures.put("2-layer-strips", TargetFigures.layerStrips());
    figures.put("3-head-overview", TargetFigures.headOverview());
    figures.put("4-mean-interventions", TargetFigures.meanInterventions());
    figures.put("5-layer-token-map", TargetFigures.layerTokenMap());
    figures.put("5-layer-attention", TargetFigures.layerAttention());
    figures.put("mask-square", TargetVariants.maskSquare());
    figures.put("strips-seven-columns", TargetVariants.stripsSevenColumns());
    figures.put("heads-two-zooms", TargetVariants.headsTwoZooms());
    figures.put("heads-scalar", TargetVariants.headsScalar());
    figures.put("panels-with-headers", TargetVariants.panelsWithHeaders());
    figures.put("layers-reversed", TargetVariants.layersReversed());
    figures.put("head-with-values", MoreFigures.headWithValues());
    figures.put("signed-saliency", MoreFigures.signedSaliency());
    figures.put("comparison", MoreFigures.comparison());
    figures.put("row-scales", MoreFigures.rowScales());
    figures.put("mask-difference", MoreFigures.maskDifference());
    figures.put("mask-of-a-million-tokens", MoreFigures.maskOfAMillionTokens());
    figures.put("token-strip", MoreFigures.tokenStrip());
    figures.put("signed-token-strip", MoreFigures.signedTokenStrip());
    figures.put("head-bars", MoreFigures.headBars());
    figures.put("head-scatter", MoreFigures.headScatter());
    figures.put("classes-for-print", MoreFigures.classesForPrint());
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
