package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What an export writes, its decoder reads back: for every mask that the format can say. */
final class ExportRoundTripTest {

  @Provide
  Arbitrary<AttentionMask> masks() {
    return RandomMasks.any();
  }

  @Property(tries = 300)
  void bias_readsBack(@ForAll("masks") AttentionMask mask) {
    MaskBias bias = MaskExports.of(mask).bias().orThrow();
    assertThat(bias.toMask()).isEqualTo(mask);
    assertThat(MaskBias.copyOf(bias.toArray(), mask.rows(), mask.keys())).isEqualTo(bias);
  }

  @Property(tries = 300)
  void denseCells_readBack(@ForAll("masks") AttentionMask mask) {
    DenseCells dense = MaskExports.of(mask).dense().orThrow();
    assertThat(dense.toMask()).isEqualTo(mask);
    assertThat(dense.toBooleans()).isDeepEqualTo(RandomMasks.cells(mask));
    assertThat(DenseCells.copyOf(dense.toBitSet(), mask.rows(), mask.keys())).isEqualTo(dense);
  }

  @Property(tries = 300)
  void packedBits_readBack(@ForAll("masks") AttentionMask mask) {
    PackedBits packed = MaskExports.of(mask).packedBits().orThrow();
    assertThat(packed.toBytes()).hasSize((mask.rows() * mask.keys() + 7) / 8);
    assertThat(packed.toMask()).isEqualTo(mask);
    assertThat(PackedBits.copyOf(packed.toBytes(), mask.rows(), mask.keys())).isEqualTo(packed);
  }

  @Property(tries = 300)
  void packedRows_readBack(@ForAll("masks") AttentionMask mask) {
    PackedRows packed = MaskExports.of(mask).packedRows().orThrow();
    assertThat(packed.toWords()).hasSize(mask.rows() * packed.wordsPerRow());
    assertThat(packed.toMask()).isEqualTo(mask);
    assertThat(PackedRows.copyOf(packed.toWords(), mask.rows(), mask.keys())).isEqualTo(packed);
  }

  @Property(tries = 300)
  void compressedRows_readBack(@ForAll("masks") AttentionMask mask) {
    CompressedRows rows = MaskExports.of(mask).compressedRows().orThrow();
    assertThat((long) rows.columns().length).isEqualTo(mask.cellCount());
    assertThat(rows.toMask()).isEqualTo(mask);
    assertThat(CompressedRows.copyOf(rows.pointers(), rows.columns(), mask.keys())).isEqualTo(rows);
  }

  @Property(tries = 300)
  void rowEndpoints_readBackWithEnoughRunsPerRow(@ForAll("masks") AttentionMask mask) {
    int mostRuns = 1;
    for (int q = 0; q < mask.rows(); q++) {
      mostRuns = Math.max(mostRuns, mask.row(q).count());
    }
    RowEndpoints rows = MaskExports.of(mask).rowEndpoints(mostRuns).orThrow();
    assertThat(rows.rows()).isEqualTo(mask.rows());
    assertThat(rows.toMask()).isEqualTo(mask);
    assertThat(RowEndpoints.copyOf(rows.toArray(), mostRuns, mask.keys())).isEqualTo(rows);
    boolean fewer =
        mostRuns == 1 || MaskExports.of(mask).rowEndpoints(mostRuns - 1).isExpressible();
    assertThat(fewer).isEqualTo(mostRuns == 1);
  }

  @Property(tries = 600)
  void flashMask_readsBackExactlyIfNoColumnPartHasTwoRuns(@ForAll("masks") AttentionMask mask) {
    Expressible<FlashMaskColumns> export = MaskExports.of(mask).flashMask();
    boolean square = mask.rows() == mask.keys();
    assertThat(export.isExpressible()).isEqualTo(square && mostMaskedRuns(mask) <= 1);
    checkBothOutcomesOccur(export);
    if (export instanceof Expressible.Value<FlashMaskColumns> columns) {
      assertThat(columns.value().toMask()).isEqualTo(mask);
      assertThat(FlashMaskColumns.copyOf(columns.value().layout(), columns.value().toArray()))
          .isEqualTo(columns.value());
      assertThatIntervalsEndAtTheDiagonal(columns.value());
    }
  }

  private static void assertThatIntervalsEndAtTheDiagonal(FlashMaskColumns columns) {
    for (int k = 0; k < columns.keys(); k++) {
      assertThat(columns.upperEnd(k)).isBetween(columns.upperStart(k), k);
      assertThat(columns.lowerStart(k)).isBetween(k, columns.lowerEnd(k));
    }
  }

  private static void checkBothOutcomesOccur(Expressible<?> export) {
    Statistics.label("expressible")
        .collect(export.isExpressible())
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 5);
              coverage.check(false).percentage(share -> share > 5);
            });
  }

  private static int mostMaskedRuns(AttentionMask mask) {
    int most = 0;
    for (int k = 0; k < mask.keys(); k++) {
      int last = Math.min(k, mask.rows());
      most = Math.max(most, maskedRuns(mask, k, 0, last));
      most = Math.max(most, maskedRuns(mask, k, last, mask.rows()));
    }
    return most;
  }

  private static int maskedRuns(AttentionMask mask, int k, int from, int to) {
    int runs = 0;
    for (int q = from; q < to; q++) {
      boolean begins = !mask.allows(q, k) && (q == from || mask.allows(q - 1, k));
      runs += begins ? 1 : 0;
    }
    return runs;
  }

  @Property(tries = 600)
  void cumulativeLengths_readBackExactlyIfTheMaskIsDocuments(@ForAll("masks") AttentionMask mask) {
    Expressible<CumulativeLengths> export = MaskExports.of(mask).cumulativeLengths();
    assertThat(export.isExpressible())
        .isEqualTo(isDocuments(mask, false) || isDocuments(mask, true));
    checkBothOutcomesOccur(export);
    if (export instanceof Expressible.Value<CumulativeLengths> lengths) {
      assertThat(lengths.value().toMask()).isEqualTo(mask);
      assertThat(CumulativeLengths.copyOf(lengths.value().offsets(), lengths.value().within()))
          .isEqualTo(lengths.value());
    }
  }

  /** A border is where a query does not see the key just before it. */
  private static boolean isDocuments(AttentionMask mask, boolean causal) {
    if (mask.rows() != mask.keys()) {
      return false;
    }
    int[] document = new int[mask.rows()];
    for (int q = 1; q < document.length; q++) {
      document[q] = document[q - 1] + (mask.allows(q, q - 1) ? 0 : 1);
    }
    for (int q = 0; q < document.length; q++) {
      for (int k = 0; k < document.length; k++) {
        boolean expected = document[q] == document[k] && (!causal || k <= q);
        if (mask.allows(q, k) != expected) {
          return false;
        }
      }
    }
    return true;
  }

  @Property(tries = 300)
  void blockLists_agreeWithCountingTheCells(@ForAll("masks") AttentionMask mask) {
    BlockLists lists = MaskExports.of(mask).blockLists(16, 24).orThrow();
    for (int a = 0; a < lists.queryBlocks(); a++) {
      int block = a;
      int[] partial = blocksWith(lists, b -> isPartial(cells(mask, block * 16, b * 24)));
      int[] full = blocksWith(lists, b -> cells(mask, block * 16, b * 24) == 16 * 24);
      assertThat(lists.partialBlocks(a)).isEqualTo(partial);
      assertThat(lists.fullBlocks(a)).isEqualTo(full);
      assertThat(lists.partialCounts()[a]).isEqualTo(partial.length);
      assertThat(lists.fullCounts()[a]).isEqualTo(full.length);
      int from = a * lists.keyBlocks();
      assertThat(Arrays.copyOfRange(lists.partialIndices(), from, from + partial.length))
          .isEqualTo(partial);
      assertThat(Arrays.copyOfRange(lists.fullIndices(), from, from + full.length)).isEqualTo(full);
    }
  }

  private static int[] blocksWith(BlockLists lists, IntPredicate test) {
    return IntStream.range(0, lists.keyBlocks()).filter(test).toArray();
  }

  private static boolean isPartial(int cells) {
    return cells > 0 && cells < 16 * 24;
  }

  private static int cells(AttentionMask mask, int fromRow, int fromKey) {
    int cells = 0;
    for (int q = fromRow; q < Math.min(fromRow + 16, mask.rows()); q++) {
      for (int k = fromKey; k < Math.min(fromKey + 24, mask.keys()); k++) {
        cells += mask.allows(q, k) ? 1 : 0;
      }
    }
    return cells;
  }

  /** The bias of an intersection is the smaller of the two biases, of a union the larger. */
  @Property(tries = 300)
  void bias_turnsAndIntoMinAndOrIntoMax(
      @ForAll RandomMasks.Kind kindM, @ForAll RandomMasks.Kind kindN, @ForAll long seed) {
    boolean[][] m = RandomMasks.cells(RandomMasks.mask(9, 13, kindM, seed));
    boolean[][] n = RandomMasks.cells(RandomMasks.mask(9, 13, kindN, seed + 1));
    float[] biasM = bias(m);
    float[] biasN = bias(n);
    float[] smaller = new float[biasM.length];
    float[] larger = new float[biasM.length];
    for (int i = 0; i < biasM.length; i++) {
      smaller[i] = Math.min(biasM[i], biasN[i]);
      larger[i] = Math.max(biasM[i], biasN[i]);
    }
    boolean[][] both = new boolean[9][13];
    boolean[][] either = new boolean[9][13];
    for (int q = 0; q < 9; q++) {
      for (int k = 0; k < 13; k++) {
        both[q][k] = m[q][k] && n[q][k];
        either[q][k] = m[q][k] || n[q][k];
      }
    }
    assertThat(bias(both)).isEqualTo(smaller);
    assertThat(bias(either)).isEqualTo(larger);
  }

  private static float[] bias(boolean[][] cells) {
    return MaskExports.of(Masks.fromDense(cells)).bias().orThrow().toArray();
  }
}
