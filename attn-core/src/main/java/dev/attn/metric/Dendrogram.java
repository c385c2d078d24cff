package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Agglomerative clustering: the two nearest clusters are merged, again and again, until one is
 * left.
 *
 * <p>Cluster i below {@link #size} is thing i alone; cluster {@code size + m} is what merge m made.
 *
 * <p>Example: things at 0, 1, 5 and 7 on a line, by {@link Linkage#AVERAGE}: 0 and 1 merge at
 * height 1, 5 and 7 at 2, the two pairs at 5.5; {@code cut(2)} is {@code [0, 0, 1, 1]}.
 *
 * <h2>Ties</h2>
 *
 * A cluster is known by its smallest member. Of equally near pairs of clusters the one is merged
 * first whose first cluster, then whose second one, has the smaller such member. So the result
 * depends on nothing but the distances; but where distances are tied, another order of the same
 * things may give other clusters.
 *
 * @source Lance and Williams 1967, doi:10.1093/comjnl/9.4.373
 */
public final class Dendrogram {

  /**
   * One step.
   *
   * @param first the cluster with the smallest member of the two
   * @param second the other one
   * @param height how far apart they were
   * @param size how many things they hold together
   */
  public record Merge(int first, int second, double height, int size) {}

  static final MetricInfo INFO =
      MetricInfo.of(
              "head.clusters",
              "the two nearest clusters are merged until one is left; or k heads stand for all, at the"
                  + " least sum of distances (k-medoids)")
          .meaning("which heads belong together")
          .range("labels 0, 1, ... of each head, heights of merges")
          .source(
              "Lance and Williams 1967, doi:10.1093/comjnl/9.4.373; Kaufman and Rousseeuw 1990,"
                  + " doi:10.1002/9780470316801")
          .variants("Dendrogram: SINGLE, COMPLETE, AVERAGE, WARD; Medoids: k");

  private final List<String> names;
  private final Optional<Provenance> how;
  private final Linkage linkage;
  private final List<Merge> merges;

  private Dendrogram(DistanceMatrix distances, Linkage linkage, List<Merge> merges) {
    this.names = distances.names();
    this.how = distances.how();
    this.linkage = linkage;
    this.merges = merges;
  }

  /**
   * Returns the clusters of things at these distances.
   *
   * @param linkage how far apart clusters are; {@link Linkage#WARD} refuses distances that no space
   *     can hold
   * @cost at most about n³ steps for n things, n² numbers
   */
  public static Dendrogram of(DistanceMatrix distances, Linkage linkage) {
    checkArgument(distances.size() >= 1, "distances must be of at least 1 thing, got 0");
    if (linkage == Linkage.WARD) {
      checkHeldBySpace(distances);
    }
    return new Dendrogram(distances, linkage, List.copyOf(new Clusters(distances).merge(linkage)));
  }

  private static void checkHeldBySpace(DistanceMatrix distances) {
    long negative = Arrays.stream(Mds.spectrum(distances)).filter(value -> value < 0).count();
    checkArgument(
        negative == 0,
        "distances must be those of points in a space for WARD, got %s negative eigenvalues; take"
            + " AVERAGE, or the root of head.jsd",
        negative);
  }

  /** The clusters that are left, each at the place of its smallest member. */
  private static final class Clusters {

    private final double[][] apart;
    private final int[] ids;
    private final int[] sizes;

    Clusters(DistanceMatrix distances) {
      int n = distances.size();
      apart = new double[n][n];
      ids = new int[n];
      sizes = new int[n];
      for (int i = 0; i < n; i++) {
        ids[i] = i;
        sizes[i] = 1;
        for (int j = 0; j < n; j++) {
          apart[i][j] = distances.at(i, j);
        }
      }
    }

    List<Merge> merge(Linkage linkage) {
      List<Merge> merges = new ArrayList<>();
      for (int m = 0; m < ids.length - 1; m++) {
        int i = 0;
        int j = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < ids.length; a++) {
          for (int b = a + 1; b < ids.length && sizes[a] > 0; b++) {
            if (sizes[b] > 0 && apart[a][b] < least) {
              least = apart[a][b];
              i = a;
              j = b;
            }
          }
        }
        merges.add(new Merge(ids[i], ids[j], least, sizes[i] + sizes[j]));
        unite(i, j, linkage);
        ids[i] = ids.length + m;
      }
      return merges;
    }

    private void unite(int i, int j, Linkage linkage) {
      for (int other = 0; other < ids.length; other++) {
        if (other != i && other != j && sizes[other] > 0) {
          Linkage.Sizes three = new Linkage.Sizes(sizes[i], sizes[j], sizes[other]);
          double distance = linkage.distance(apart[i][other], apart[j][other], apart[i][j], three);
          apart[i][other] = distance;
          apart[other][i] = distance;
        }
      }
      sizes[i] += sizes[j];
      sizes[j] = 0;
    }
  }

  /** Returns the number of things. */
  public int size() {
    return names.size();
  }

  /** Returns what they are called. */
  public List<String> names() {
    return names;
  }

  /** Returns what the distances measure, if they are those of heads; none if they were numbers. */
  public Optional<Provenance> how() {
    return how;
  }

  /** Returns how far apart clusters were taken to be. */
  public Linkage linkage() {
    return linkage;
  }

  /** Returns the steps in order, one fewer than there are things; heights never fall. */
  public List<Merge> merges() {
    return merges;
  }

  /**
   * Returns the cluster of each thing where {@code clusters} of them are left: 0 for the cluster of
   * thing 0, then counted on by smallest member.
   */
  public ImmutableIntArray cut(int clusters) {
    checkArgument(
        clusters >= 1 && clusters <= size(),
        "clusters must be in [1, %s], got %s",
        size(),
        clusters);
    return labels(size() - clusters);
  }

  /** Returns the cluster of each thing after every merge of at most this height. */
  public ImmutableIntArray cutAtHeight(double height) {
    checkArgument(height >= 0, "height must be at least 0, got %s", height);
    int steps = 0;
    while (steps < merges.size() && merges.get(steps).height() <= height) {
      steps++;
    }
    return labels(steps);
  }

  private ImmutableIntArray labels(int steps) {
    int[] parent = new int[size() + steps];
    Arrays.setAll(parent, i -> i);
    for (int m = 0; m < steps; m++) {
      parent[merges.get(m).first()] = size() + m;
      parent[merges.get(m).second()] = size() + m;
    }
    int[] labelOf = new int[parent.length];
    Arrays.fill(labelOf, -1);
    int next = 0;
    int[] labels = new int[size()];
    for (int i = 0; i < labels.length; i++) {
      int root = i;
      while (parent[root] != root) {
        root = parent[root];
      }
      if (labelOf[root] < 0) {
        labelOf[root] = next++;
      }
      labels[i] = labelOf[root];
    }
    return ImmutableIntArray.copyOf(labels);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Dendrogram other
        && names.equals(other.names)
        && how.equals(other.how)
        && linkage == other.linkage
        && merges.equals(other.merges);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * names.hashCode() + linkage.hashCode()) + merges.hashCode();
  }

  /** Returns linkage and size, for example {@code AVERAGE clusters of 144}. */
  @Override
  public String toString() {
    return linkage
        + (" clusters of " + size())
        + how.map(provenance -> ", " + provenance).orElse("");
  }
}
