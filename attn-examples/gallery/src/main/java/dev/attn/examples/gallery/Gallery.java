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

  /** From a bundled file to a figure. */
  @FunctionalInterface
  private interface Drawing {
    Figure figure() throws IOException;
  }

  /** Returns the figures by the names of their files, without suffix, in order. */
  public static Map<String, Figure> figures() throws IOException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (String name : drawings().keySet()) {
      figures.put(name, figure(name));
    }
    return figures;
  }

  /** Returns one figure by the name of its file. */
  public static Figure figure(String name) throws IOException {
    Drawing drawing = drawings().get(name);
    if (drawing == null) {
      throw new IllegalArgumentException(
          "name must be one of " + drawings().keySet() + ", got " + name);
    }
    return drawing.figure();
  }

  /** One line for each figure, in the order of the page. */
  private static Map<String, Drawing> drawings() {
    Map<String, Drawing> all = new LinkedHashMap<>();
    all.put("1-mask-map", TargetFigures::maskMap);
    all.put("1-mask-map-literal", TargetFigures::maskMapLiteral);
    all.put("2-layer-strips", TargetFigures::layerStrips);
    all.put("3-head-overview", TargetFigures::headOverview);
    all.put("4-mean-interventions", TargetFigures::meanInterventions);
    all.put("5-layer-token-map", TargetFigures::layerTokenMap);
    all.put("5-layer-attention", TargetFigures::layerAttention);
    all.put("mask-square", TargetVariants::maskSquare);
    all.put("strips-seven-columns", TargetVariants::stripsSevenColumns);
    all.put("heads-two-zooms", TargetVariants::headsTwoZooms);
    all.put("heads-scalar", TargetVariants::headsScalar);
    all.put("panels-with-headers", TargetVariants::panelsWithHeaders);
    all.put("layers-reversed", TargetVariants::layersReversed);
    all.put("head-with-values", MoreFigures::headWithValues);
    all.put("signed-saliency", MoreFigures::signedSaliency);
    all.put("comparison", MoreFigures::comparison);
    all.put("row-scales", MoreFigures::rowScales);
    all.put("mask-difference", MoreFigures::maskDifference);
    all.put("mask-of-a-million-tokens", MoreFigures::maskOfAMillionTokens);
    all.put("token-strip", MoreFigures::tokenStrip);
    all.put("signed-token-strip", MoreFigures::signedTokenStrip);
    all.put("head-bars", MoreFigures::headBars);
    all.put("head-scatter", MoreFigures::headScatter);
    all.put("classes-for-print", MoreFigures::classesForPrint);
    return all;
  }

  /** Draws every figure as a PNG file into {@code folder}, which is made if it is missing. */
  public static void draw(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Figure> figure : figures().entrySet()) {
      Render.png(figure.getValue(), folder.resolve(figure.getKey() + ".png"));
    }
  }
}
