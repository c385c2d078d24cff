package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** How many bytes a mask takes in each of its forms, measured on the objects themselves. */
final class MaskMemoryTest {

  private static final Percentage TENTH = Percentage.withPercentage(10);
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  @Test
  void size_isThatOfTheObjectLayout() {
    assertThat(ObjectSize.of(new int[0])).isEqualTo(16);
    assertThat(ObjectSize.of(new int[10])).isEqualTo(56);
    assertThat(ObjectSize.of(new boolean[3][9])).isEqualTo(32 + 3 * 32);
    assertThat(ObjectSize.of(new Box(1, 2, 3, 4))).isEqualTo(32);
  }

  @Test
  void expression_doesNotGrowWithTheTokens() {
    for (int n : new int[] {1024, 65_536, 1_048_576}) {
      assertThat(ObjectSize.of(Masks.causal(n))).isEqualTo(256);
      assertThat(ObjectSize.of(Masks.slidingWindow(n, 512))).isEqualTo(264);
      assertThat(ObjectSize.of(Masks.sinksAndWindow(n, 4, 512))).isEqualTo(280);
    }
  }

  @Test
  void oneRunPerRow_takesTwelveBytesPerRow() {
    assertThat(stored(Masks.slidingWindow(1024, 100))).isCloseTo(12L * KIB, TENTH);
    assertThat(stored(Masks.slidingWindow(65_536, 100))).isCloseTo(768L * KIB, TENTH);
    assertThat(stored(Masks.slidingWindow(1_048_576, 100))).isCloseTo(12L * MIB, TENTH);
  }

  @Test
  void twoRunsPerRow_takeTwentyBytesPerRow() {
    assertThat(stored(Masks.sinksAndWindow(1024, 4, 20))).isCloseTo(20L * KIB, TENTH);
    assertThat(stored(Masks.sinksAndWindow(65_536, 4, 512))).isCloseTo(1280L * KIB, TENTH);
    assertThat(stored(Masks.sinksAndWindow(1_048_576, 4, 512))).isCloseTo(20L * MIB, TENTH);
  }

  /** The bytes of the stored rows. */
  private static long stored(AttentionMask mask) {
    return ObjectSize.of(((Stored) mask.materialise().node()).table());
  }

  @Test
  void equalRows_areStoredOnce() {
    assertThat(stored(Masks.columns(1_048_576, 0, 4))).isLessThan(200);
    assertThat(stored(Masks.documentsOfLengths(512, 512))).isLessThan(200);
  }

  @Test
  void denseForms_takeWhatOneNumberPerCellTakes() {
    AttentionMask mask = Masks.causal(1024);
    assertThat(ObjectSize.of(mask.toDense())).isCloseTo(1L * MIB, TENTH);
    MaskExports exports = MaskExports.of(mask);
    assertThat(ObjectSize.of(exports.dense().orThrow())).isCloseTo(128L * KIB, TENTH);
    assertThat(ObjectSize.of(exports.packedBits().orThrow())).isCloseTo(128L * KIB, TENTH);
    assertThat(ObjectSize.of(exports.bias().orThrow().toArray())).isCloseTo(4L * MIB, TENTH);
  }
}
