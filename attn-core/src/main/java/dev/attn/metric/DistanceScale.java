package dev.attn.metric;

/** How the score of two heads becomes a distance. */
public enum DistanceScale {
  /** As it is: for {@code head.tvd} and {@code head.hellinger}. */
  AS_IS {
    @Override
    double of(double score) {
      return score;
    }
  },
  /**
   * Its root: for {@code head.jsd}, whose root obeys the triangle inequality while itself does not.
   */
  SQUARE_ROOT {
    @Override
    double of(double score) {
      return Math.sqrt(score);
    }
  },
  /** What it lacks to 1: for agreement of ranks. */
  ONE_MINUS {
    @Override
    double of(double score) {
      return 1 - score;
    }
  };

  abstract double of(double score);

  /** Returns what distances of this scale are, for scores that are {@code how}. */
  Provenance of(Provenance how) {
    String unit = this == SQUARE_ROOT && !how.unit().isEmpty() ? "√" + how.unit() : how.unit();
    return how.named(how.metric(), unit)
        .withSettings((how.settings() + " scale=" + name()).strip());
  }
}
