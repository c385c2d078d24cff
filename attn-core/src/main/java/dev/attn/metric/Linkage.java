package dev.attn.metric;

/** How far apart two clusters are, given how far apart their members are. */
public enum Linkage {
  /** As far as their nearest members; makes long chains. */
  SINGLE {
    @Override
    double distance(double toFirst, double toSecond, double between, Sizes sizes) {
      return Math.min(toFirst, toSecond);
    }
  },
  /** As far as their farthest members. */
  COMPLETE {
    @Override
    double distance(double toFirst, double toSecond, double between, Sizes sizes) {
      return Math.max(toFirst, toSecond);
    }
  },
  /** The mean over all pairs of members (UPGMA). */
  AVERAGE {
    @Override
    double distance(double toFirst, double toSecond, double between, Sizes sizes) {
      return (sizes.first() * toFirst + sizes.second() * toSecond)
          / (sizes.first() + sizes.second());
    }
  },
  /**
   * By how much their union raises the spread of members around the means of clusters, scaled so
   * that two single things are as far apart as they are. Only for distances of points in a space.
   *
   * @source Ward 1963, doi:10.1080/01621459.1963.10500845
   */
  WARD {
    @Override
    double distance(double toFirst, double toSecond, double between, Sizes sizes) {
      double all = sizes.first() + sizes.second() + sizes.other();
      double square =
          (sizes.first() + sizes.other()) / all * toFirst * toFirst
              + (sizes.second() + sizes.other()) / all * toSecond * toSecond
              - sizes.other() / all * between * between;
      return Math.sqrt(Math.max(square, 0));
    }
  };

  /** The numbers of members of two clusters that are merged and of one that looks on. */
  record Sizes(double first, double second, double other) {}

  /** Returns the distance of a third cluster to the union of two (Lance and Williams 1967). */
  abstract double distance(double toFirst, double toSecond, double between, Sizes sizes);
}
