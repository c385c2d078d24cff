package dev.attn.saliency;

import com.google.common.collect.ImmutableList;
import dev.attn.metric.MetricInfo;
import java.util.List;

/** What every attribution of this package is: formula, range, source and variants. */
public final class Attributions {

  private static final ImmutableList<MetricInfo> ALL =
      ImmutableList.of(
          MetricInfo.of(
                  Saliency.ID,
                  "X = A · dLoss/dA of allowed cells; |Σ X|, Σ |X| or Σ X over heads, or per head")
              .meaning("first-order change of the loss without the weight")
              .range("magnitudes at least 0; signed forms any number")
              .unit("loss")
              .variants("PER_HEAD_ABS, PER_HEAD_SIGNED, ABS_OF_SUM, SUM_OF_ABS, SIGNED")
              .source("Wang et al. 2023, arXiv:2305.14160; not compared with the paper")
              .reproduces("label-words-are-anchors with ABS_OF_SUM"),
          MetricInfo.of(
                  SaliencyRegions.ID,
                  "means of a map over allowed cells (i, j), j < i <= target: i in a class span and j"
                      + " before it; i the target and j in a class span; the rest")
              .meaning("where information gathers, and where the prediction takes it from")
              .range("that of the map")
              .unit("that of the map")
              .variants("single tokens or spans")
              .source("Wang et al. 2023, arXiv:2305.14160; not compared with the paper")
              .reproduces("label-words-are-anchors on ABS_OF_SUM"),
          MetricInfo.of(IntegratedSaliency.ID, "A · ∫ dF(tA)/dA dt over t from 0 to 1")
              .meaning("adds up to F(A) - F(0), up to a residual that is reported")
              .range("any number")
              .unit("that of F")
              .variants("LEFT, RIGHT, MIDPOINT, GAUSS_LEGENDRE")
              .source("Hao et al. 2021, arXiv:2004.11207; compared with its published code")
              .reproduces("attattr (Hao 2021) with LEFT and 64 steps"),
          MetricInfo.of(HeadImportance.ID, "mean over samples of |Σ A · dLoss/dA| of a head")
              .meaning("slope of the loss in a factor on the head")
              .range("at least 0; [0, 1] after MIN_MAX")
              .unit("loss")
              .variants(
                  "ABS_PER_SAMPLE, SUM_BEFORE_ABS; L2 or L2_ZERO_AS_ZERO per layer; MIN_MAX over all heads")
              .source("Michel et al. 2019, arXiv:1905.10650; compared with the bertology script")
              .reproduces(
                  "bertology script of transformers with Options.bertology(), for one batch"),
          MetricInfo.of(Rollout.ID, "product of the layers' matrices B, the last layer leftmost")
              .meaning("how much of each input token reaches a token")
              .range("[0, 1]; rows add up to 1")
              .unit("mass")
              .variants("RENORM_THEN_MIX(r), ADD_THEN_RENORM, NONE, COLUMN_SCALED; fusion of heads")
              .source("Abnar and Zuidema 2020, arXiv:2005.00928; compared with its published code")
              .reproduces("attention_flow (Abnar) with ADD_THEN_RENORM"),
          MetricInfo.of(
                  Rollout.DISCARD_ID,
                  "flow.rollout after the lowest share of fused weights is set to 0")
              .meaning("a rollout without the haze of small weights")
              .range("[0, 1]; rows add up to 1")
              .unit("mass")
              .variants("PER_ROW, GLOBAL, protected keys; GLOBAL_BUT_FIRST_CELL")
              .source(
                  "common in work on vision transformers; compared with the code of vit-explain")
              .reproduces("vit-explain with Options.vitExplain(fusion, share)"),
          MetricInfo.of(
                  AttentionFlow.ID, "maximum flow from a token of the last layer to an input token")
              .meaning("how much could reach it if weights were capacities")
              .range("[0, 1] for rows that add up to 1; never below flow.rollout")
              .unit("mass")
              .variants(
                  "layers as flow.rollout; pruned with a bound of the loss; rows divided by sums")
              .source("Abnar and Zuidema 2020, arXiv:2005.00928; compared with its published code")
              .reproduces(
                  "attention_flow (Abnar) with ADD_THEN_RENORM and UNIT_ROWS; GlobEnc with quantum"
                      + " 1e-7"),
          MetricInfo.of(
                  Relevance.ID,
                  "R = I, then R += E R with E = mean over heads of max(0, A · dLoss/dA) for each layer")
              .meaning("which input tokens the loss depends on")
              .range("R >= I")
              .variants("ADD, NO_AGGREGATION; two modalities, N by rows or none")
              .source("Chefer et al. 2021, arXiv:2103.15679; compared with its published code")
              .reproduces(
                  "Transformer-MM-Explainability where no row is empty; there one empty row makes a"
                      + " whole cross-attention add nothing"),
          MetricInfo.of(ValueWeighted.ID, "a · |v|, or that divided by the sum of its row")
              .meaning("a large weight on a small value counts little")
              .range("at least 0")
              .variants("norms GIVEN, of VALUE or of VALUE_OUTPUT; RAW, UNIT_ROWS")
              .source("common; Kobayashi et al. 2020, arXiv:2004.10102"),
          MetricInfo.of(NormAttribution.ID, "|Σ a(h) f(h)| over heads, f(h) = (x W_V + b_V) W_O")
              .meaning("length of what a key contributes, heads cancelling")
              .range("at least 0; at most the sum of a(h) |f(h)|")
              .source("Kobayashi et al. 2020, arXiv:2004.10102; not compared with the paper"),
          MetricInfo.of(
                  EffectiveAttention.ID,
                  "MASK_AWARE: a(i) V(i) V(i)⁺ over allowed keys; PLAIN: A - A N N' over all keys")
              .meaning("the part of the weights that can reach the output")
              .range("any number; A V is kept")
              .variants("PLAIN, MASK_AWARE; row sums FREE or KEEP")
              .source(
                  "Brunner et al. 2020, arXiv:1908.04211; Sun and Marasovic 2021, arXiv:2105.08855;"
                      + " not compared with the papers"),
          MetricInfo.of(ValueZeroing.ID, "1 - cos(h(i), h(i) with v(j) = 0)")
              .meaning("how much a token's output turns without a value")
              .range("[0, 2]; rows add up to 1 when divided")
              .variants("scores, divided rows, flow.rollout with residual NONE")
              .source("Mohebbi et al. 2023, arXiv:2301.12971; not compared with the paper"),
          MetricInfo.of(
                  Alti.ID,
                  "max(0, |y(i)| - |y(i) - T(i, j)|) with norm 1, T linearised at the layer norm")
              .meaning("how near a contribution is to the output of the block")
              .range("at least 0; rows add up to 1 when divided")
              .variants("layer norm BIASED, UNBIASED, NONE; scores, divided rows, flow.rollout")
              .source("Ferrando et al. 2022, arXiv:2203.04212; compared with its published code")
              .reproduces("transformer-contributions (ALTI) with LayerNorm.unbiased"));

  private Attributions() {}

  /** Returns what every attribution is, those from gradients first. */
  public static List<MetricInfo> catalogue() {
    return ALL;
  }

  /** Returns what the attribution with this id is. */
  public static MetricInfo named(String id) {
    for (MetricInfo info : ALL) {
      if (info.id().equals(id)) {
        return info;
      }
    }
    throw new IllegalArgumentException(
        "attribution must be one of " + ALL.stream().map(MetricInfo::id).toList() + ", got " + id);
  }
}
