package dev.attn.recompute;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.attn.metric.MetricInfo;
import java.util.Set;

/** What every quantity of the logit lens is: formula, range, source and variants. */
final class LensCatalogue {

  static final String JSD = "lens.jsd";
  static final String KL = "lens.kl";
  static final String COSINE = "lens.cosine";
  static final String ENTROPY = "lens.entropy";
  static final String RANK = "lens.rank";
  static final String DEPTH = "lens.settlingDepth";
  static final String RATIO = "lens.deepRatio";

  static final Set<String> DISTANCES = ImmutableSet.of(JSD, KL, COSINE);

  private static final String CHEN = "Chen et al. 2026, arXiv:2602.13517";
  private static final String BELROSE = "Belrose et al. 2023, arXiv:2303.08112";
  private static final String NOT_COMPARED = "; not compared with the paper";
  private static final String INPUTS =
      "ready logits; or states with norm mode ALL_NORMED, LAST_NORMED, NONE and last state RAW,"
          + " ALREADY_NORMALISED";
  private static final String BASES = "BITS, NATS; ";

  static final ImmutableList<MetricInfo> ALL =
      ImmutableList.of(
          MetricInfo.of(
                  JSD, "JSD(p(L), p(l)) = Σ ½ (p ln(2p/(p+q)) + q ln(2q/(p+q))), cell by cell")
              .meaning("how far the prediction of a layer is from that of the last one")
              .range("[0, 1] in bits, [0, ln 2] in nats; 0 at the last layer")
              .unit("bits or nats")
              .variants(BASES + INPUTS)
              .source(CHEN + NOT_COMPARED)
              .reproduces(
                  "deep-think-ratio in BITS with ALL_NORMED; deep-thinking-tokens in NATS, but for"
                      + " its floor of 1e-12 under every probability"),
          MetricInfo.of(KL, "KL(p(L); p(l)) = Σ p ln(p/q)")
              .meaning("what is lost if the layer spoke for the last one")
              .range("at least 0; infinite if the layer rules out what the last one does not")
              .unit("bits or nats")
              .variants(BASES + INPUTS)
              .source(BELROSE + NOT_COMPARED),
          MetricInfo.of(COSINE, "1 - cos(h(l), h(L)) of the states as they are given")
              .meaning("how far a state still has to turn")
              .range("[0, 2]; undefined for a zero state, and without states")
              .source(CHEN + NOT_COMPARED),
          MetricInfo.of(ENTROPY, "-Σ p(l) ln p(l)")
              .meaning("how undecided a layer is")
              .range("[0, ln vocabulary]")
              .unit("bits or nats")
              .variants(BASES + INPUTS)
              .source(BELROSE + NOT_COMPARED),
          MetricInfo.of(RANK, "1 + number of tokens with a larger logit than the target")
              .meaning("where the token that was wanted stands")
              .range("an integer in [1, vocabulary]; of equal logits the smaller token is first")
              .variants(INPUTS)
              .source(BELROSE + NOT_COMPARED),
          MetricInfo.of(DEPTH, "min{l : min{j <= l} D(j) <= g}, D = lens.jsd")
              .meaning("the layer at which the prediction is made")
              .range("an integer in [1, layers]; undefined if no layer comes near")
              .unit("layers from 1")
              .variants("threshold g, 0.5 bits in the paper; on lens.jsd, lens.kl or lens.cosine")
              .source(CHEN + NOT_COMPARED)
              .reproduces(
                  "deep-think-ratio on BITS; deep-thinking-tokens on NATS, where g = 0.5 is another"
                      + " threshold"),
          MetricInfo.of(RATIO, "share of tokens with lens.settlingDepth >= ceil(rho L)")
              .meaning("how many tokens need the deep layers")
              .range("[0, 1]; undefined if no token settles")
              .unit("share of tokens")
              .variants(
                  "rho, 0.85 in the paper; EQUATION_5 (default), or ALGORITHM_1 with"
                      + " ceil((1 - rho) L); the ceiling is taken in decimal")
              .source(CHEN + NOT_COMPARED)
              .reproduces("deep-think-ratio and deep-thinking-tokens with EQUATION_5"));

  private LensCatalogue() {}
}
