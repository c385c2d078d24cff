package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class MdsTest {

  /** Seven points on a plane. */
  static final double[][] POINTS = {{0, 0}, {1, 0}, {0, 2}, {5, 5}, {6, 5}, {5, 7.5}, {9, 0}};

  static DistanceMatrix between(double[][] points) {
    double[][] distances = new double[points.length][points.length];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < points.length; j++) {
        double squares = 0;
        for (int k = 0; k < points[i].length; k++) {
          squares += (points[i][k] - points[j][k]) * (points[i][k] - points[j][k]);
        }
        distances[i][j] = Math.sqrt(squares);
      }
    }
    return matrix(distances);
  }

  static DistanceMatrix matrix(double[][] distances) {
    return DistanceMatrix.copyOf(Collections.nCopies(distances.length, "x"), distances);
  }

  /** numpy 2.4.6: linalg.eigh of B, the largest component of each vector made positive. */
  @Test
  void pointsOfAPlane_areThoseOfNumpy() {
    Mds mds = Mds.of(between(POINTS), 2);
    double[] expected = {
      4.6386951494044935, 0.19654454932866064,
      3.8140126895938637, 0.7621405539827645,
      3.5075031400962873, -1.4528203702926032,
      -2.312697172919186, -1.0988877264539807,
      -3.137379632729819, -0.5332917217998767,
      -3.7266871845544456, -3.160593875980561,
      -2.7834469888911952, 5.286908591215595
    };
    double[] coordinates = mds.coordinates().toDoubles();
    for (int i = 0; i < expected.length; i++) {
      assertThat(coordinates[i]).isCloseTo(expected[i], within(1e-12));
    }
    assertThat(mds.coordinate(6, 1)).isEqualTo(coordinates[13]);
    assertThat(mds.eigenvalues().value(0)).isCloseTo(85.19425744826322, within(1e-11));
    assertThat(mds.eigenvalues().value(1)).isCloseTo(42.162885408879674, within(1e-11));
    assertThat(mds.share(0) + mds.share(1)).isCloseTo(1, within(1e-12));
    assertThat(mds.negativeEigenvalues()).isZero();
    assertThat(mds.negativeShare()).isZero();
    assertThat(mds).hasToString("7 points in 2 dimensions, 0 negative eigenvalues");
  }

  @Test
  void rightAngle_keepsTheShareOfTheJavadocOnOneAxis() {
    Mds mds = Mds.of(matrix(new double[][] {{0, 3, 4}, {3, 0, 5}, {4, 5, 0}}), 1);
    assertThat(mds.share(0)).isCloseTo(0.777849, within(1e-6));
  }

  @Test
  void wayAroundASquare_fitsNoSpace_andSaysSo() {
    double[][] steps = {{0, 1, 2, 1}, {1, 0, 1, 2}, {2, 1, 0, 1}, {1, 2, 1, 0}};
    Mds mds = Mds.of(matrix(steps), 3);
    double[] eigenvalues = mds.eigenvalues().toDoubles();
    assertThat(eigenvalues[0]).isCloseTo(2, within(1e-12));
    assertThat(eigenvalues[1]).isCloseTo(2, within(1e-12));
    assertThat(eigenvalues[2]).isZero();
    assertThat(eigenvalues[3]).isCloseTo(-1, within(1e-12));
    assertThat(mds.negativeEigenvalues()).isEqualTo(1);
    assertThat(mds.negativeShare()).isCloseTo(0.2, within(1e-12));
    assertThat(mds.share(2)).isZero();
    for (int point = 0; point < 4; point++) {
      assertThat(mds.coordinate(point, 2)).isZero();
    }
  }

  @Test
  void pointsThatAreOne_haveNoSpread() {
    Mds mds = Mds.of(matrix(new double[2][2]), 1);
    assertThat(mds.coordinates().toDoubles()).containsExactly(0, 0);
    assertThat(mds.share(0)).isNaN();
    assertThat(mds.negativeShare()).isNaN();
  }

  @Test
  void twoPoints_theFirstStandsOnThePositiveSide() {
    Mds mds = Mds.of(matrix(new double[][] {{0, 3}, {3, 0}}), 1);
    assertThat(mds.coordinate(0, 0)).isCloseTo(1.5, within(1e-12));
    assertThat(mds.coordinate(1, 0)).isCloseTo(-1.5, within(1e-12));
  }

  @Property(tries = 200)
  void pointsInSpace_keepTheirDistances_andAreTheSameEveryTime(@ForAll long seed) {
    Random random = new Random(seed);
    double[][] points = new double[4 + random.nextInt(8)][3];
    for (double[] point : points) {
      for (int k = 0; k < 3; k++) {
        point[k] = random.nextGaussian() * (3 - k);
      }
    }
    DistanceMatrix distances = between(points);
    Mds mds = Mds.of(distances, 3);
    assertThat(mds.coordinates()).isEqualTo(Mds.of(distances, 3).coordinates());
    assertThat(mds.negativeEigenvalues()).isZero();
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < points.length; j++) {
        double squares = 0;
        for (int k = 0; k < 3; k++) {
          double gap = mds.coordinate(i, k) - mds.coordinate(j, k);
          squares += gap * gap;
        }
        assertThat(Math.sqrt(squares)).isCloseTo(distances.at(i, j), within(1e-9));
      }
    }
    for (int k = 0; k < 3; k++) {
      double least = 0;
      double largest = 0;
      for (int i = 0; i < points.length; i++) {
        least = Math.min(least, mds.coordinate(i, k));
        largest = Math.max(largest, mds.coordinate(i, k));
      }
      assertThat(largest).isGreaterThanOrEqualTo(-least * (1 - 1e-9));
    }
  }

  @Test
  void dimensions_areFewerThanThings() {
    DistanceMatrix two = matrix(new double[2][2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mds.of(two, 2))
        .withMessage("dimensions must be in [1, 2) for 2 things, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mds.of(matrix(new double[1][1]), 1))
        .withMessage("distances must be of at least 2 things, got 1");
    Mds mds = Mds.of(two, 1);
    assertThatThrownBy(() -> mds.coordinate(2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("point must be in [0, 2), got 2");
    assertThatThrownBy(() -> mds.coordinate(0, 1)).hasMessage("axis must be in [0, 1), got 1");
    assertThatThrownBy(() -> mds.share(1)).hasMessage("axis must be in [0, 1), got 1");
  }

  @Test
  void tables_thatAreNoDistances_areRefused() {
    List<String> names = List.of("L0H0", "L0H1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceMatrix.copyOf(names, new double[][] {{0, Double.NaN}, {0, 0}}))
        .withMessage(
            "distance must be in [0, 1.0E150], got NaN from L0H0 to L0H1; leave such things out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceMatrix.copyOf(names, new double[][] {{0, -1}, {-1, 0}}))
        .withMessage(
            "distance must be in [0, 1.0E150], got -1.0 from L0H0 to L0H1; leave such things out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceMatrix.copyOf(names, new double[][] {{1, 0}, {0, 1}}))
        .withMessage(
            "distance must be 0, got 1.0 from L0H0 to L0H0; turn likeness into distance with"
                + " ONE_MINUS");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceMatrix.copyOf(names, new double[][] {{0, 1}, {2, 0}}))
        .withMessage(
            "distance must be the same both ways, got 1.0 from L0H0 to L0H1; the way back is 2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceMatrix.copyOf(names, new double[1][2]))
        .withMessage("distances must have a row for each of 2 names, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceMatrix.copyOf(names, new double[2][3]))
        .withMessage("distances of L0H0 must be 2, one for each name, got 3");
  }

  @Test
  void distances_areAValue() {
    double[][] table = {{0, 1}, {1, 0}};
    DistanceMatrix distances = DistanceMatrix.copyOf(List.of("a", "b"), table);
    table[0][1] = 7;
    assertThat(distances.at(0, 1)).isEqualTo(1);
    assertThat(distances.names()).containsExactly("a", "b");
    assertThat(distances.asArray().toDoubles()).containsExactly(0, 1, 1, 0);
    assertThat(distances).hasToString("distances of 2");
    table[0][1] = 1;
    assertThat(distances).isEqualTo(DistanceMatrix.copyOf(List.of("a", "b"), table));
    assertThat(distances).hasSameHashCodeAs(DistanceMatrix.copyOf(List.of("a", "b"), table));
    assertThat(distances).isNotEqualTo(DistanceMatrix.copyOf(List.of("a", "c"), table));
    assertThatThrownBy(() -> distances.at(2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("i must be in [0, 2), got 2");
    assertThatThrownBy(() -> distances.at(0, 2)).hasMessage("j must be in [0, 2), got 2");
  }
}
