package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DendrogramTest {

  private static Dendrogram clusters(Linkage linkage, double... line) {
    double[][] points = new double[line.length][1];
    for (int i = 0; i < line.length; i++) {
      points[i][0] = line[i];
    }
    return Dendrogram.of(MdsTest.between(points), linkage);
  }

  @Test
  void javadocExample_mergesNeighboursFirst() {
    Dendrogram four = clusters(Linkage.AVERAGE, 0, 1, 5, 7);
    assertThat(four.merges())
        .containsExactly(
            new Dendrogram.Merge(0, 1, 1, 2),
            new Dendrogram.Merge(2, 3, 2, 2),
            new Dendrogram.Merge(4, 5, 5.5, 4));
    assertThat(four.cut(2).toArray()).containsExactly(0, 0, 1, 1);
    assertThat(four.cut(3).toArray()).containsExactly(0, 0, 1, 2);
    assertThat(four.cut(4).toArray()).containsExactly(0, 1, 2, 3);
    assertThat(four.cut(1).toArray()).containsExactly(0, 0, 0, 0);
    assertThat(four.cutAtHeight(0.5).toArray()).containsExactly(0, 1, 2, 3);
    assertThat(four.cutAtHeight(2).toArray()).containsExactly(0, 0, 1, 1);
    assertThat(four.cutAtHeight(100).toArray()).containsExactly(0, 0, 0, 0);
    assertThat(four).hasToString("AVERAGE clusters of 4");
    assertThat(four.linkage()).isEqualTo(Linkage.AVERAGE);
    assertThat(four.names()).hasSize(4);
    assertThat(four).isEqualTo(clusters(Linkage.AVERAGE, 0, 1, 5, 7));
    assertThat(four).hasSameHashCodeAs(clusters(Linkage.AVERAGE, 0, 1, 5, 7));
    assertThat(four).isNotEqualTo(clusters(Linkage.SINGLE, 0, 1, 5, 7));
  }

  /** scipy 1.17.1: cluster.hierarchy.linkage of the points of {@link MdsTest#POINTS}. */
  @ParameterizedTest
  @CsvSource({
    "SINGLE, 2, 2.5, 5.830951894845301, 5.830951894845301",
    "COMPLETE, 2.23606797749979, 2.692582403567252, 8.5, 9.219544457292887",
    "AVERAGE, 2.118033988749895, 2.596291201783626, 6.911358710759383, 7.671760198668935",
    "WARD, 2.380476142847617, 2.943920288775948, 8.438503026801218, 12.92952508979425"
  })
  void heights_areThoseOfScipy(
      Linkage linkage, double third, double fourth, double fifth, double sixth) {
    Dendrogram seven = Dendrogram.of(MdsTest.between(MdsTest.POINTS), linkage);
    double[] heights = {1, 1, third, fourth, fifth, sixth};
    for (int m = 0; m < heights.length; m++) {
      assertThat(seven.merges().get(m).height()).isCloseTo(heights[m], within(1e-13));
    }
    assertThat(seven.cut(3).toArray()).containsExactly(0, 0, 0, 1, 1, 1, 2);
    int[] two = seven.cut(2).toArray();
    if (linkage == Linkage.SINGLE) {
      // Both last steps are √34; that of the smaller members comes first.
      assertThat(two).containsExactly(0, 0, 0, 0, 0, 0, 1);
    } else {
      assertThat(two).containsExactly(0, 0, 0, 1, 1, 1, 1);
    }
  }

  @Test
  void ties_goToTheSmallerMembers() {
    Dendrogram five = clusters(Linkage.SINGLE, 0, 1, 2, 3, 4);
    assertThat(five.merges())
        .containsExactly(
            new Dendrogram.Merge(0, 1, 1, 2),
            new Dendrogram.Merge(5, 2, 1, 3),
            new Dendrogram.Merge(6, 3, 1, 4),
            new Dendrogram.Merge(7, 4, 1, 5));
    assertThat(clusters(Linkage.COMPLETE, 0, 1, 2, 3, 4).merges())
        .containsExactly(
            new Dendrogram.Merge(0, 1, 1, 2),
            new Dendrogram.Merge(2, 3, 1, 2),
            new Dendrogram.Merge(6, 4, 2, 3),
            new Dendrogram.Merge(5, 7, 4, 5));
  }

  @Test
  void equalThings_mergeAtHeightZero() {
    for (Linkage linkage : Linkage.values()) {
      Dendrogram three = clusters(linkage, 2, 2, 2);
      assertThat(three.merges()).extracting(Dendrogram.Merge::height).containsExactly(0.0, 0.0);
      assertThat(three.cutAtHeight(0).toArray()).containsExactly(0, 0, 0);
    }
  }

  @Test
  void oneThing_isOneCluster() {
    Dendrogram one = clusters(Linkage.WARD, 5);
    assertThat(one.merges()).isEmpty();
    assertThat(one.cut(1).toArray()).containsExactly(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dendrogram.of(MdsTest.matrix(new double[0][0]), Linkage.SINGLE))
        .withMessage("distances must be of at least 1 thing, got 0");
  }

  @Test
  void cuts_outsideTheTree_areRefused() {
    Dendrogram two = clusters(Linkage.SINGLE, 0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.cut(3))
        .withMessage("clusters must be in [1, 2], got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.cutAtHeight(Double.NaN))
        .withMessage("height must be at least 0, got NaN");
  }

  @Test
  void ward_refusesDistancesThatNoSpaceHolds() {
    double[][] steps = {{0, 1, 2, 1}, {1, 0, 1, 2}, {2, 1, 0, 1}, {1, 2, 1, 0}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dendrogram.of(MdsTest.matrix(steps), Linkage.WARD))
        .withMessage(
            "distances must be those of points in a space for WARD, got 1 negative eigenvalues;"
                + " take AVERAGE, or the root of head.jsd");
  }

  @Property(tries = 200)
  void clusters_areThoseOfTheDefinition_andHeightsNeverFall(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(9);
    double[][] points = new double[n][2];
    for (double[] point : points) {
      point[0] = random.nextDouble();
      point[1] = random.nextDouble();
    }
    DistanceMatrix distances = MdsTest.between(points);
    for (Linkage linkage : Linkage.values()) {
      Dendrogram tree = Dendrogram.of(distances, linkage);
      List<List<Integer>> clusters = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        clusters.add(List.of(i));
      }
      double last = 0;
      for (Dendrogram.Merge merge : tree.merges()) {
        List<Integer> first = clusters.get(merge.first());
        List<Integer> second = clusters.get(merge.second());
        assertThat(merge.height())
            .isCloseTo(apart(linkage, points, distances, first, second), within(1e-9));
        assertThat(merge.height()).isGreaterThanOrEqualTo(last - 1e-12);
        last = merge.height();
        List<Integer> union = new ArrayList<>(first);
        union.addAll(second);
        assertThat(union).hasSize(merge.size());
        clusters.add(union);
      }
      for (int k = 1; k <= n; k++) {
        assertThat(tree.cut(k).asList().stream().distinct().toList())
            .containsExactlyElementsOf(IntStream.range(0, k).boxed().toList());
      }
    }
  }

  private static double apart(
      Linkage linkage,
      double[][] points,
      DistanceMatrix distances,
      List<Integer> first,
      List<Integer> second) {
    if (linkage == Linkage.WARD) {
      double gain =
          2.0
              * first.size()
              * second.size()
              / (first.size() + second.size())
              * (square(mean(points, first, 0) - mean(points, second, 0))
                  + square(mean(points, first, 1) - mean(points, second, 1)));
      return Math.sqrt(gain);
    }
    List<Double> between = new ArrayList<>();
    for (int i : first) {
      for (int j : second) {
        between.add(distances.at(i, j));
      }
    }
    return switch (linkage) {
      case SINGLE -> between.stream().mapToDouble(d -> d).min().orElseThrow();
      case COMPLETE -> between.stream().mapToDouble(d -> d).max().orElseThrow();
      default -> between.stream().mapToDouble(d -> d).average().orElseThrow();
    };
  }

  private static double mean(double[][] points, List<Integer> members, int axis) {
    return members.stream().mapToDouble(i -> points[i][axis]).average().orElseThrow();
  }

  private static double square(double x) {
    return x * x;
  }
}
