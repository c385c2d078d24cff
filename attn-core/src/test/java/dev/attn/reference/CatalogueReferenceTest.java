package dev.attn.reference;

import static dev.attn.reference.ReferenceAssert.assertReproduces;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Doubles;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.metric.BlockMeasure;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.Lookback;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricInputs;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.PairMetric;
import dev.attn.metric.PatternScope;
import dev.attn.metric.RankAgreement;
import dev.attn.metric.Repeats;
import dev.attn.metric.Threshold;
import dev.attn.saliency.EffectiveAttention;
import dev.attn.saliency.EffectiveAttention.Form;
import dev.attn.saliency.EffectiveAttention.Options;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.saliency.SaliencyRegions;
import dev.attn.tensor.AttentionLayer;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every metric that the first reference values lack, against {@code metrics.json}. */
final class CatalogueReferenceTest {

  private static final List<String> MAPS =
      List.of(
          "sal.regions wp",
          "sal.regions pq",
          "sal.regions ww",
          "val.effective PLAIN",
          "val.effective MASK_AWARE");

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void metricsOfHeads_areTheReferenceValues(String folder) {
    Capture capture = Capture.withMetrics(folder);
    AttentionTensor weights = capture.tensor("attention");
    int size = weights.shape().keys();
    AttentionMask mask = Masks.causal(size);
    MetricOptions options = MetricOptions.defaults().withInputs(inputs(folder, capture.tokens()));
    Map<String, MetricGrid> grids = new HashMap<>();
    for (HeadMetric metric : metrics(options.inputs())) {
      for (MetricGrid part : metric.of(weights, mask, options)) {
        grids.put(name(part), part);
      }
    }
    TreeSet<String> keys = new TreeSet<>(capture.keys());
    keys.removeAll(MAPS);
    keys.removeIf(key -> key.startsWith("head."));
    assertThat(keys).hasSizeGreaterThan(30);
    assertThat(grids.keySet()).containsAll(keys);
    keys.forEach(key -> assertReproduces(key, grids.get(key).asArray(), capture));
  }

  private static String name(MetricGrid part) {
    String settings = part.at(0, 0).how().settings().replaceFirst(" pattern=.*", "");
    String variant = part.at(0, 0).how().variant();
    return part.at(0, 0).how().metric()
        + (settings.isEmpty() ? "" : "(" + settings + ")")
        + (variant.isEmpty() ? "" : " " + variant);
  }

  private static List<HeadMetric> metrics(MetricInputs inputs) {
    List<HeadMetric> metrics = new ArrayList<>(HeadMetrics.all());
    metrics.add(HeadMetrics.sparsity(0.02, Threshold.ABS));
    metrics.add(HeadMetrics.sinkMass(0, 2));
    metrics.add(HeadMetrics.induction(Repeats.EXCLUDED));
    metrics.add(HeadMetrics.segmentBlocks(BlockMeasure.DENSITY));
    metrics.add(HeadMetrics.segmentBlocks(BlockMeasure.LIFT));
    metrics.add(HeadMetrics.lookback(Lookback.MASS));
    metrics.add(HeadMetrics.patternMatch(inputs.gold().orElseThrow(), PatternScope.GLOBAL));
    return metrics;
  }

  private static MetricInputs inputs(String folder, List<String> labels) {
    int size = labels.size();
    int[] ids = labels.stream().mapToInt(labels::indexOf).toArray();
    boolean[][] gold = new boolean[size][size];
    for (int i = 0; i < size; i++) {
      int own = ids[i];
      int other = (3 * i + 1) % size;
      int twin = IntStream.range(0, i).filter(j -> ids[j] == own).max().orElse(other);
      gold[i][twin] = true;
    }
    String[] types =
        IntStream.of(ids).mapToObj(id -> id == ids[0] ? "a" : "b").toArray(String[]::new);
    return MetricInputs.none()
        .withTokenIds(ids)
        .withTypes(types)
        .withSegments(segments(folder, size))
        .withGold(Masks.fromDense(gold));
  }

  private static Span[] segments(String folder, int size) {
    boolean named = folder.startsWith("grounding");
    int border = folder.equals("grounding-b") ? 5 : named ? 7 : size / 2;
    return new Span[] {
      Span.of(0, border, named ? "<ENV>" : "first"),
      Span.of(border, size, named ? "<LAN>" : "second")
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void metricsOfPairsOfHeads_areTheReferenceValues(String folder) {
    Capture capture = Capture.withMetrics(folder);
    AttentionTensor weights = capture.tensor("attention");
    AttentionMask mask = Masks.causal(weights.shape().keys());
    AttentionTensor layer = lastLayer(weights);
    Map<String, PairMetric> metrics =
        Map.of(
            "head.tvd", HeadPairs.named("head.tvd"),
            "head.hellinger", HeadPairs.named("head.hellinger"),
            "head.rank KENDALL_TAU_B", HeadPairs.rankCorrelation(RankAgreement.KENDALL_TAU_B),
            "head.rank SPEARMAN", HeadPairs.rankCorrelation(RankAgreement.SPEARMAN),
            "head.rank k=5", HeadPairs.topKeyOverlap(5));
    assertThat(capture.keys()).containsAll(metrics.keySet());
    metrics.forEach(
        (key, metric) -> assertReproduces(key, metric.of(layer, mask).asArray(), capture));
  }

  private static AttentionTensor lastLayer(AttentionTensor weights) {
    TensorShape shape = weights.shape();
    return weights
        .asArray()
        .slice(shape.layers() - 1)
        .reshape(1, shape.heads(), shape.queries(), shape.keys())
        .asAttention();
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void effectiveAttention_isTheReferenceValue(String folder) {
    Capture capture = Capture.withMetrics(folder);
    AttentionLayer layer = lastLayer(capture.tensor("attention")).layer(0);
    NumericArray values = capture.array("value");
    for (Form form : Form.values()) {
      List<Double> cells = new ArrayList<>();
      for (int h = 0; h < layer.heads(); h++) {
        EffectiveAttention head =
            EffectiveAttention.of(
                layer.head(h),
                Masks.causal(layer.keys()),
                values.slice(values.length(0) - 1).slice(h),
                Options.defaults().withForm(form));
        for (int q = 0; q < layer.queries(); q++) {
          cells.addAll(Doubles.asList(head.map().row(q)));
        }
      }
      assertReproduces("val.effective " + form, array(cells.stream()), capture);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void regionsOfSaliency_areTheReferenceValues(String folder) {
    Capture capture = Capture.withMetrics(folder);
    AttentionTensor weights = capture.tensor("attention");
    int size = weights.shape().keys();
    Saliency saliency =
        Saliency.absOfSum(
            GradientSample.of(weights, capture.tensor("gradient"), Masks.causal(size)));
    List<SaliencyRegions> regions =
        IntStream.range(0, weights.shape().layers())
            .mapToObj(
                l -> SaliencyRegions.of(saliency, l, size - 1, List.of(Span.of(1, 3, "class"))))
            .toList();
    assertReproduces(
        "sal.regions wp", array(regions.stream().map(SaliencyRegions::wordsToClasses)), capture);
    assertReproduces(
        "sal.regions pq", array(regions.stream().map(SaliencyRegions::classesToTarget)), capture);
    assertReproduces(
        "sal.regions ww", array(regions.stream().map(SaliencyRegions::amongWords)), capture);
  }

  private static NumericArray array(Stream<Double> values) {
    double[] all = Doubles.toArray(values.toList());
    return NumericArray.copyOf(all, all.length);
  }
}
