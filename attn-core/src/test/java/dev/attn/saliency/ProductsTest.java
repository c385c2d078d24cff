package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.testing.OnThreads;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products in blocks against the obvious loop: the same numbers, to the last bit. */
final class ProductsTest {

  private static double[][] obvious(double[][] left, double[][] right, int columns) {
    double[][] product = new double[left.length][columns];
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int k = 0; k < right.length; k++) {
          sum = Math.fma(left[i][k], right[k][j], sum);
        }
        product[i][j] = sum;
      }
    }
    return product;
  }

  private static double[][] matrix(Random random, int rows, int columns) {
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int k = 0; k < columns; k++) {
        row[k] = random.nextDouble() - 0.3;
      }
    }
    return matrix;
  }

  private static double[][] triangle(Random random, int size) {
    double[][] matrix = matrix(random, size, size);
    for (int i = 0; i < size; i++) {
      for (int k = i + 1; k < size; k++) {
        matrix[i][k] = 0;
      }
    }
    return matrix;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 3, 4", "3, 5, 7", "65, 49, 513", "64, 48, 512", "131, 97, 30"})
  void blocks_areTheObviousLoop(int rows, int depth, int columns) {
    Random random = new Random(31 * rows + depth);
    double[][] left = matrix(random, rows, depth);
    double[][] right = matrix(random, depth, columns);
    assertThat(Products.of(left, right, columns)).isEqualTo(obvious(left, right, columns));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 63, 150})
  void triangles_areTheObviousLoop_andStayTriangular(int size) {
    Random random = new Random(size);
    double[][] left = triangle(random, size);
    double[][] right = triangle(random, size);
    double[][] product = Products.of(left, right, size);
    assertThat(product).isEqualTo(obvious(left, right, size));
    assertThat(product[0][size - 1]).isZero();
  }

  @Test
  void zeros_areSkippedWhereverTheyAre() {
    double[][] left = new double[70][100];
    left[3][60] = 2;
    left[69][99] = 1;
    double[][] right = matrix(new Random(1), 100, 20);
    right[61] = new double[20];
    assertThat(Products.of(left, right, 20)).isEqualTo(obvious(left, right, 20));
  }

  @Test
  void aVector_isOneRowOfTheProduct() {
    double[][] left = triangle(new Random(4), 90);
    double[][] right = triangle(new Random(5), 90);
    assertThat(Products.of(left[77], right, 90)).isEqualTo(Products.of(left, right, 90)[77]);
  }

  @Test
  void nothing_hasAProductWithoutRows() {
    assertThat(Products.of(new double[0][0], new double[0][0], 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void threads_changeNotOneBitOfARollout(int threads) {
    AttentionMask mask = Masks.causal(150);
    AttentionTensor weights = RandomAttention.of(new Random(6), mask, ElementType.F32).weights();
    Rollout alone = OnThreads.with(1, () -> Rollout.of(weights, mask));
    assertThat(OnThreads.with(threads, () -> Rollout.of(weights, mask))).isEqualTo(alone);
  }
}
