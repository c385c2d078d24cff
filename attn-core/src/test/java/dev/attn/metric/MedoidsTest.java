package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class MedoidsTest {

  private static DistanceMatrix line(double... places) {
    double[][] points = new double[places.length][1];
    for (int i = 0; i < places.length; i++) {
      points[i][0] = places[i];
    }
    return MdsTest.between(points);
  }

  @Test
  void javadocExample_hasOneMedoidInEachGroup() {
    Medoids two = Medoids.of(line(0, 1, 2, 7, 8), 2);
    assertThat(two.medoids().toArray()).containsExactly(1, 3);
    assertThat(two.labels().toArray()).containsExactly(0, 0, 0, 1, 1);
    assertThat(two.cost()).isEqualTo(3);
    assertThat(two).hasToString("medoids of 5: [x, x]");
    assertThat(two.names()).hasSize(5);
    assertThat(two).isEqualTo(Medoids.of(line(0, 1, 2, 7, 8), 2));
    assertThat(two).hasSameHashCodeAs(Medoids.of(line(0, 1, 2, 7, 8), 2));
    assertThat(two).isNotEqualTo(Medoids.of(line(0, 1, 2, 7, 8), 3));
  }

  @Test
  void asManyMedoidsAsThings_costNothing() {
    Medoids all = Medoids.of(line(5, 3, 4), 3);
    assertThat(all.medoids().toArray()).containsExactly(0, 1, 2);
    assertThat(all.labels().toArray()).containsExactly(0, 1, 2);
    assertThat(all.cost()).isZero();
  }

  @Test
  void ties_goToTheSmallerThing() {
    assertThat(Medoids.of(line(0, 1), 1).medoids().toArray()).containsExactly(0);
    Medoids three = Medoids.of(line(0, 2, 1, 10), 2);
    assertThat(three.medoids().toArray()).containsExactly(2, 3);
    assertThat(Medoids.of(line(0, 0, 0), 2).labels().toArray()).containsExactly(0, 0, 0);
  }

  @Test
  void firstChoice_isMendedBySwaps() {
    // The middle is nearest to all, but no medoid of the best pair.
    Medoids two = Medoids.of(line(-5, -4, 0, 4, 5), 2);
    assertThat(two.cost()).isEqualTo(6);
  }

  @Test
  void count_isThatOfThingsAtMost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Medoids.of(line(0, 1), 3))
        .withMessage("count must be in [1, 2], got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Medoids.of(line(0, 1), 0))
        .withMessage("count must be in [1, 2], got 0");
  }

  @Property(tries = 200)
  void noSwap_makesItBetter(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(9);
    double[][] points = new double[n][2];
    for (double[] point : points) {
      point[0] = random.nextDouble();
      point[1] = random.nextDouble();
    }
    DistanceMatrix distances = MdsTest.between(points);
    int k = 1 + random.nextInt(n);
    Medoids found = Medoids.of(distances, k);
    int[] medoids = found.medoids().toArray();
    assertThat(medoids).hasSize(k).doesNotHaveDuplicates().isSorted();
    assertThat(cost(distances, medoids)).isCloseTo(found.cost(), within(1e-12));
    for (int place = 0; place < k; place++) {
      for (int thing = 0; thing < n; thing++) {
        int[] swapped = medoids.clone();
        swapped[place] = thing;
        assertThat(cost(distances, swapped)).isGreaterThanOrEqualTo(found.cost() - 1e-12);
      }
    }
    for (int i = 0; i < n; i++) {
      double own = distances.at(i, medoids[found.labels().get(i)]);
      for (int medoid : medoids) {
        assertThat(own).isLessThanOrEqualTo(distances.at(i, medoid));
      }
    }
  }

  private static double cost(DistanceMatrix distances, int[] medoids) {
    double sum = 0;
    for (int i = 0; i < distances.size(); i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int medoid : medoids) {
        least = Math.min(least, distances.at(i, medoid));
      }
      sum += least;
    }
    return sum;
  }
}
