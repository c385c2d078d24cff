package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Distances between named things, mostly heads: symmetric, finite, never negative, and 0 from each
 * thing to itself.
 *
 * <p>{@link HeadPairs#distances} measures those of all heads. {@link Mds} draws them on a plane,
 * {@link Dendrogram} gathers them in clusters. Nothing is repaired: a table that is no distance is
 * refused.
 */
public final class DistanceMatrix {

  /** Squares of distances, and sums of them, must stay finite. */
  private static final double LARGEST = 1e150;

  private final List<String> names;
  private final double[] values;

  private final Optional<Provenance> how;

  private DistanceMatrix(List<String> names, double[] values, Optional<Provenance> how) {
    this.names = names;
    this.values = values;
    this.how = how;
  }

  /**
   * Returns a copy of {@code distances[i][j]}.
   *
   * @param names what row and column i are called
   */
  public static DistanceMatrix copyOf(List<String> names, double[][] distances) {
    return copyOf(names, distances, Optional.empty());
  }

  static DistanceMatrix copyOf(List<String> names, double[][] distances, Optional<Provenance> how) {
    int size = names.size();
    checkArgument(
        distances.length == size,
        "distances must have a row for each of %s names, got %s",
        size,
        distances.length);
    double[] values = new double[Math.multiplyExact(size, size)];
    for (int i = 0; i < size; i++) {
      checkArgument(
          distances[i].length == size,
          "distances of %s must be %s, one for each name, got %s",
          names.get(i),
          size,
          distances[i].length);
      System.arraycopy(distances[i], 0, values, i * size, size);
    }
    DistanceMatrix matrix = new DistanceMatrix(List.copyOf(names), values, how);
    matrix.check();
    return matrix;
  }

  private void check() {
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        double distance = values[i * size() + j];
        if (!(distance >= 0 && distance <= LARGEST)) {
          throw refusal("in [0, " + LARGEST + "]", distance, i, j, "leave such things out");
        }
        if (i == j && distance != 0) {
          throw refusal("0", distance, i, j, "turn likeness into distance with ONE_MINUS");
        }
        if (distance != values[j * size() + i]) {
          throw refusal(
              "the same both ways", distance, i, j, "the way back is " + values[j * size() + i]);
        }
      }
    }
  }

  private IllegalArgumentException refusal(
      String rule, double distance, int i, int j, String remedy) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "distance must be %s, got %s from %s to %s; %s",
            rule,
            distance,
            names.get(i),
            names.get(j),
            remedy));
  }

  /** Returns the number of things. */
  public int size() {
    return names.size();
  }

  /** Returns what they are called. */
  public List<String> names() {
    return names;
  }

  /** Returns what was measured, if these are distances of heads; none if they came as numbers. */
  public Optional<Provenance> how() {
    return how;
  }

  /** Returns the distance of two things. */
  public double at(int i, int j) {
    checkIndex("i", i);
    checkIndex("j", j);
    return values[i * size() + j];
  }

  private void checkIndex(String name, int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(name + " must be in [0, " + size() + "), got " + index);
    }
  }

  /**
   * Returns the plain numbers.
   *
   * @shape {@code [size, size]}
   */
  public NumericArray asArray() {
    return NumericArray.copyOf(values, size(), size());
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof DistanceMatrix other
        && names.equals(other.names)
        && Arrays.equals(values, other.values)
        && how.equals(other.how);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + Arrays.hashCode(values);
  }

  /**
   * Returns the number of things and what was measured, for example {@code distances of 144,
   * head.jsd(...) ...}.
   */
  @Override
  public String toString() {
    return "distances of " + size() + ending();
  }

  /** Returns what was measured, as the end of a line. */
  String ending() {
    return how.map(provenance -> ", " + provenance).orElse("");
  }
}
