package dev.attn.saliency;

import dev.attn.saliency.HeadImportance.GlobalScaling;
import dev.attn.saliency.HeadImportance.LayerScaling;
import java.util.Arrays;

/** Scaling of head scores, in place; where it divides zero by zero the score becomes NaN. */
final class HeadScaling {

  private HeadScaling() {}

  /** Scales scores and returns how many are undefined now. */
  static long apply(double[] scores, int heads, HeadImportance.Options options) {
    if (options.perLayer() != LayerScaling.NONE) {
      for (int from = 0; from < scores.length; from += heads) {
        divideByNorm(scores, from, from + heads, options.perLayer());
      }
    }
    if (options.global() == GlobalScaling.MIN_MAX) {
      stretch(scores);
    }
    return Arrays.stream(scores).filter(Double::isNaN).count();
  }

  private static void divideByNorm(double[] scores, int from, int to, LayerScaling scaling) {
    double norm = Vectors.norm(Arrays.copyOfRange(scores, from, to));
    if (norm == 0 && scaling == LayerScaling.L2_ZERO_AS_ZERO) {
      return;
    }
    for (int i = from; i < to; i++) {
      scores[i] /= norm;
    }
  }

  private static void stretch(double[] scores) {
    double[] defined = Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
    double least = Arrays.stream(defined).min().orElse(Double.NaN);
    double range = Arrays.stream(defined).max().orElse(Double.NaN) - least;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (scores[i] - least) / range;
    }
  }
}
