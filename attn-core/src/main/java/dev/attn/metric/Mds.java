package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Classical scaling (principal coordinates, Torgerson): points whose distances are as near as
 * possible to given ones, in few dimensions.
 *
 * <pre>
 * B = -J D² J / 2 with J = I - 1/n       D² holds the squares of the distances
 * coordinates of axis k = √λₖ · vₖ       λₖ, vₖ the k-th largest eigenvalue of B and its vector
 * </pre>
 *
 * <p>Example: three things at distances 3, 4 and 5 with the right angle at the first fit on a plane
 * exactly; on one axis they keep {@link #share share(0)} of 0.777849 of their spread.
 *
 * <h2>Signs and ties</h2>
 *
 * The largest coordinate of each axis by absolute value is positive; of two that are as large, to
 * 1e-9 relative, the one of the smaller index. Axes of equal eigenvalues may be turned among each
 * other, so only distances in them mean something.
 *
 * <h2>When not to use this</h2>
 *
 * Distances that no space can hold give negative eigenvalues, which the coordinates leave out: look
 * at {@link #negativeShare}. Published maps of heads were made by minimising stress instead, so
 * they look different.
 *
 * @source Torgerson 1952, doi:10.1007/BF02288916. Clark et al. 2019, arXiv:1906.04341, map heads by
 *     another form of scaling (SMACOF)
 */
public final class Mds {

  static final MetricInfo INFO =
      MetricInfo.of("head.mds", "√λ v of B = -J D² J / 2 with J = I - 1/n, D the distances")
          .meaning("a map of the heads")
          .range("reports shares of the spread and negative eigenvalues")
          .source(
              "Torgerson 1952, doi:10.1007/BF02288916; Clark et al. 2019, arXiv:1906.04341, use"
                  + " SMACOF instead");

  /** Eigenvalues this small beside the largest, times the number of points, are rounding. */
  private static final double ROUNDING = 0x1p-50;

  private static final double TIE = 1e-9;

  private final double[] eigenvalues;
  private final double[][] axes;
  private final DistanceMatrix distances;

  private Mds(DistanceMatrix distances, double[] eigenvalues, double[][] axes) {
    this.distances = distances;
    this.eigenvalues = eigenvalues;
    this.axes = axes;
  }

  /**
   * Returns points for distances.
   *
   * @param distances between at least two things
   * @param dimensions how many coordinates each point has: fewer than there are things. Those
   *     beyond the positive eigenvalues are 0
   * @cost about n³ steps for n things
   */
  public static Mds of(DistanceMatrix distances, int dimensions) {
    int size = distances.size();
    checkArgument(size >= 2, "distances must be of at least 2 things, got %s", size);
    checkArgument(
        dimensions >= 1 && dimensions < size,
        "dimensions must be in [1, %s) for %s things, got %s",
        size,
        size,
        dimensions);
    EigenDecomposition eigen =
        new EigenDecomposition(new Array2DRowRealMatrix(doublyCentred(distances), false));
    double[] values = withoutRounding(eigen.getRealEigenvalues());
    double[][] axes = new double[dimensions][];
    for (int k = 0; k < dimensions; k++) {
      axes[k] = eigen.getEigenvector(k).toArray();
      scale(axes[k], Math.sqrt(Math.max(values[k], 0)));
    }
    return new Mds(distances, values, axes);
  }

  /** Returns the eigenvalues of B, largest first; those that rounding left near 0 are 0. */
  static double[] spectrum(DistanceMatrix distances) {
    return withoutRounding(
        new EigenDecomposition(new Array2DRowRealMatrix(doublyCentred(distances), false))
            .getRealEigenvalues());
  }

  /** Returns B, exactly symmetric. */
  private static double[][] doublyCentred(DistanceMatrix distances) {
    int size = distances.size();
    double[] means = new double[size];
    CompensatedSum total = new CompensatedSum();
    for (int i = 0; i < size; i++) {
      CompensatedSum sum = new CompensatedSum();
      for (int j = 0; j < size; j++) {
        sum.add(distances.at(i, j) * distances.at(i, j));
      }
      means[i] = sum.value() / size;
      total.add(means[i]);
    }
    double mean = total.value() / size;
    double[][] centred = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double square = distances.at(i, j) * distances.at(i, j);
        centred[i][j] = -(square - (means[i] + means[j]) + mean) / 2;
        centred[j][i] = centred[i][j];
      }
    }
    return centred;
  }

  private static double[] withoutRounding(double[] eigenvalues) {
    double largest = 0;
    for (double value : eigenvalues) {
      largest = Math.max(largest, Math.abs(value));
    }
    double[] cleaned = new double[eigenvalues.length];
    for (int i = 0; i < cleaned.length; i++) {
      boolean rounding = Math.abs(eigenvalues[i]) <= cleaned.length * ROUNDING * largest;
      cleaned[i] = rounding ? 0 : eigenvalues[i];
    }
    return cleaned;
  }

  private static void scale(double[] axis, double factor) {
    double largest = 0;
    for (double value : axis) {
      largest = Math.max(largest, Math.abs(value));
    }
    int leader = 0;
    while (Math.abs(axis[leader]) < largest * (1 - TIE)) {
      leader++;
    }
    double signed = axis[leader] < 0 ? -factor : factor;
    for (int i = 0; i < axis.length; i++) {
      axis[i] = axis[i] * signed + 0.0;
    }
  }

  /** Returns the number of points. */
  public int size() {
    return distances.size();
  }

  /** Returns what the points are called. */
  public List<String> names() {
    return distances.names();
  }

  /** Returns what the distances measure, if they are those of heads; none if they were numbers. */
  public Optional<Provenance> how() {
    return distances.how();
  }

  /** Returns the number of coordinates of each point. */
  public int dimensions() {
    return axes.length;
  }

  /** Returns one coordinate of one point. */
  public double coordinate(int point, int axis) {
    checkIndex("point", point, size());
    checkIndex("axis", axis, dimensions());
    return axes[axis][point];
  }

  /**
   * Returns all coordinates.
   *
   * @shape {@code [points, dimensions]}
   */
  public NumericArray coordinates() {
    double[] flat = new double[size() * dimensions()];
    for (int point = 0; point < size(); point++) {
      for (int axis = 0; axis < dimensions(); axis++) {
        flat[point * dimensions() + axis] = axes[axis][point];
      }
    }
    return NumericArray.copyOf(flat, size(), dimensions());
  }

  /**
   * Returns all eigenvalues, largest first; those that only rounding kept from 0 are 0.
   *
   * @shape {@code [points]}
   */
  public NumericArray eigenvalues() {
    return NumericArray.copyOf(eigenvalues, eigenvalues.length);
  }

  /**
   * Returns how much of the spread one axis shows: its eigenvalue / the sum of the positive ones; 0
   * if the eigenvalue is not positive, NaN if none is because all distances are 0.
   */
  public double share(int axis) {
    checkIndex("axis", axis, dimensions());
    return Math.max(eigenvalues[axis], 0) / sum(1);
  }

  /** Returns how many eigenvalues are negative: 0 if some space holds points at the distances. */
  public int negativeEigenvalues() {
    int count = 0;
    for (double value : eigenvalues) {
      count += value < 0 ? 1 : 0;
    }
    return count;
  }

  /**
   * Returns how far the distances are from those of points: the sum of the negative eigenvalues,
   * without its sign, / that of all without their signs; NaN if all distances are 0.
   */
  public double negativeShare() {
    double negative = sum(-1);
    return negative / (negative + sum(1));
  }

  /** Returns the sum of the absolute values of the eigenvalues of one sign. */
  private double sum(int sign) {
    CompensatedSum sum = new CompensatedSum();
    for (double value : eigenvalues) {
      sum.add(Math.max(sign * value, 0));
    }
    return sum.value();
  }

  private static void checkIndex(String name, int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(name + " must be in [0, " + size + "), got " + index);
    }
  }

  /** Returns sizes and fit, for example {@code 144 points in 2 dimensions, 41 negative ...}. */
  @Override
  public String toString() {
    return size()
        + (" points in " + dimensions() + " dimensions, " + negativeEigenvalues())
        + " negative eigenvalues"
        + distances.ending();
  }
}
