package dev.attn.render.figure;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.render.color.Colormaps;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The five figures that the library is built for, written as a user would, with made-up data. */
public final class TargetFigures {

  private TargetFigures() {}

  public static Figure treeMask() {
    AttentionMask mask = treeDecoding(16);
    return MaskMap.of(mask)
        .withColumns(
            Axis.spans(Span.of(0, 16, "Context Length"), Span.of(16, 80, "64"))
                .withMark(SpanMark.BRACE))
        .withRows(Axis.spans(Span.of(0, 64, "64")).withMark(SpanMark.BRACE));
  }

  public static Figure pauseStrips() {
    List<Grid> layers = strips(12, 33);
    List<String> tokens = numbers(33);
    return LayerStrips.of(layers)
        .withTitle("AbsPE: vanilla causal self-attn at PAUSE")
        .withStripLabels(i -> "Layer " + i)
        .withRows(Axis.labels("P@8", "P@32"))
        .withColumns(Axis.labels(tokens))
        .withScale(Scale.linear(0, 0.4).withColormap(Colormaps.inferno()).withTickStep(0.1));
  }

  public static Figure headGrid() {
    AttentionTensor saliency = saliency(12, 12, 13);
    Tokens tokens = sentence();
    return HeadGrid.of(saliency)
        .withHeadCell(HeadCell.thumbnail())
        .withIndexBase(1)
        .withTokens(tokens)
        .withOrientation(Orientation.ROWS_ARE_KEYS)
        .withScale(Scale.linear(0, 0.3).withTitle("saliency").withTickStep(0.1))
        .withZoom(Zoom.of(6, 7));
  }

  public static Figure meanPanels() {
    List<List<Grid>> maps = interventions(3, 15);
    List<String> ops = List.of("Query", "Key", "Value");
    return PanelGrid.of(maps)
        .withPanelTitles((r, c) -> "Taking the Mean of " + ops.get(c) + " (Input " + (r + 1) + ")")
        .withAxes(Axis.none())
        .withMasked(Masked.AS_ZERO)
        .withScale(
            Scale.linear(0, 1)
                .withColormap(Colormaps.coolwarm())
                .withTitle("Attention Weight")
                .withTickStep(0.2));
  }

  public static Figure layerTokens() {
    Grid divergence = divergence(35, 40);
    List<String> tokens = generated();
    int[] settlingDepth = settling(divergence);
    return LayerTokenMap.of(divergence)
        .withTokens(Axis.labels(tokens).withSide(Side.TOP))
        .withDepth(Axis.numbered(1, 35).withStep(2).withTitle("i-th Layer"))
        .withOrigin(Origin.BOTTOM)
        .withScale(Scale.linear(0, 1).withColormap(Colormaps.named("YlOrBr")).withTickStep(0.2))
        .withSteps(StepLine.through(settlingDepth));
  }

  /** The tree of 63 draft paths that Medusa uses for its 7B model; a node sees its ancestors. */
  public static AttentionMask treeDecoding(int context) {
    String paths =
        "0 00 1 01 2 000 10 02 3 03 4 04 20 05 001 5 06 6 07 010 11 7 08 002 30 09 8 9 100 020 12"
            + " 003 40 21 004 005 0000 011 006 030 50 13 007 008 009 60 040 14 70 012 200 31 22 80"
            + " 050 15 101 021 90 060 0001 16 070";
    List<String> nodes = new ArrayList<>(List.of(""));
    Stream.of(paths.split(" ", -1))
        .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
        .forEach(nodes::add);
    boolean[][] allowed = new boolean[nodes.size()][context + nodes.size()];
    for (int q = 0; q < nodes.size(); q++) {
      for (int k = 0; k < context + nodes.size(); k++) {
        allowed[q][k] = k < context || nodes.get(q).startsWith(nodes.get(k - context));
      }
    }
    return Masks.fromDense(allowed);
  }

  public static List<Grid> strips(int layers, int keys) {
    SplittableRandom random = new SplittableRandom(1);
    List<Grid> grids = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      grids.add(
          Grid.copyOf(new double[][] {softmax(random, 9, keys), softmax(random, keys, keys)}));
    }
    return grids;
  }

  private static double[] softmax(SplittableRandom random, int allowed, int keys) {
    double[] row = new double[keys];
    double sum = 0;
    for (int k = 0; k < allowed; k++) {
      row[k] = StrictMath.exp(random.nextDouble(0, 2.2));
      sum += row[k];
    }
    for (int k = 0; k < allowed; k++) {
      row[k] /= sum;
    }
    return row;
  }

  private static List<String> numbers(int count) {
    SplittableRandom random = new SplittableRandom(2);
    return IntStream.range(0, count).mapToObj(i -> Integer.toString(random.nextInt(17))).toList();
  }

  public static Tokens sentence() {
    return Tokens.of(
            "<CHI>",
            "painted",
            "a",
            "picture",
            "of",
            "a",
            "horse",
            "<CHI>",
            "my",
            "favorite",
            "animal",
            "is",
            "the")
        .withSpans(Span.of(0, 7, "<ENV>"), Span.of(7, 13, "<LAN>"));
  }

  /** Small causal values everywhere, and one bright cell: layer 6, head 7, query 12, key 6. */
  public static AttentionTensor saliency(int layers, int heads, int tokens) {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[layers * heads * tokens * tokens];
    for (int i = 0; i < values.length; i++) {
      int key = i % tokens;
      int query = i / tokens % tokens;
      double draw = random.nextDouble();
      values[i] = key <= query ? (float) (0.12 * draw * draw * draw) : 0;
    }
    if (layers > 6 && heads > 7 && tokens > 12) {
      values[((6 * heads + 7) * tokens + 12) * tokens + 6] = 0.29f;
    }
    return AttentionTensor.copyOf(TensorShape.of(layers, heads, tokens, tokens), values);
  }

  public static List<List<Grid>> interventions(int inputs, int tokens) {
    SplittableRandom random = new SplittableRandom(4);
    AttentionMask causal = Masks.causal(tokens);
    return IntStream.range(0, inputs)
        .mapToObj(
            input ->
                IntStream.range(0, 3)
                    .mapToObj(
                        operation -> {
                          double[][] rows = new double[tokens][];
                          for (int q = 0; q < tokens; q++) {
                            rows[q] = softmax(random, q + 1, tokens);
                            for (int k = 0; operation == 1 && k <= q; k++) {
                              rows[q][k] = 1.0 / (q + 1);
                            }
                          }
                          return Grid.copyOf(rows).withMask(causal);
                        })
                    .toList())
        .toList();
  }

  public static Grid divergence(int layers, int tokens) {
    SplittableRandom random = new SplittableRandom(5);
    double[] settles = random.doubles(tokens, 0.35, 1).toArray();
    float[][] values = new float[layers][tokens];
    for (int l = 0; l < layers; l++) {
      for (int t = 0; t < tokens; t++) {
        double depth = (l + 1.0) / layers;
        double distance = Math.max(0, settles[t] - depth) * 2.2 + random.nextDouble(0, 0.06);
        values[l][t] = l == layers - 1 ? 0 : (float) Math.min(1, distance);
      }
    }
    return Grid.copyOf(values);
  }

  private static int[] settling(Grid divergence) {
    return IntStream.range(0, divergence.columns())
        .map(
            token -> {
              int depth = 1;
              while (divergence.value(depth - 1, token) > 0.5) {
                depth++;
              }
              return depth;
            })
        .toArray();
  }

  public static List<String> generated() {
    return List.of(
        "So",
        "the",
        "answer",
        "is",
        "13",
        "+",
        "4",
        "=",
        "17",
        ".",
        "\\",
        "[",
        "\\",
        "boxed",
        "{",
        "17",
        "}.",
        "\\",
        "]",
        "$",
        "x",
        "=",
        "13",
        "$",
        "is",
        "not",
        "(D",
        ")",
        ",",
        "because",
        "13",
        "is",
        "prime",
        "and",
        "so",
        "is",
        "17",
        ".",
        "%d",
        "<|return|>");
  }
}
