package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** How many keys a query sees, as the first sentence of every factory counts them. */
final class RowCountSentencesTest {

  private static int count(AttentionMask mask, int row) {
    return mask.row(row).cells();
  }

  @Property(tries = 200)
  void bandsAtAnyOffset_haveTheCountsOfTheirSentences(
      @ForAll @IntRange(max = 9) int keys,
      @ForAll @IntRange(min = -12, max = 12) int p,
      @ForAll @IntRange(max = 5) int ahead) {
    MaskShape row = new MaskShape(1, keys, p);
    assertThat(count(Masks.causal(row), 0)).isEqualTo(Math.min(keys, Math.max(0, p + 1)));
    assertThat(count(Masks.strictlyCausal(row), 0)).isEqualTo(Math.min(keys, Math.max(0, p)));
    assertThat(count(Masks.antiCausal(row), 0)).isEqualTo(Math.max(0, Math.min(keys, keys - p)));
    assertThat(count(Masks.lookahead(row, ahead), 0))
        .isEqualTo(Math.min(keys, Math.max(0, p + 1 + ahead)));
  }

  @Property(tries = 200)
  void blocksAtAnyOffset_haveTheCountsOfTheirSentences(
      @ForAll @IntRange(max = 9) int keys,
      @ForAll @IntRange(min = -12, max = 12) int p,
      @ForAll @IntRange(min = 1, max = 5) int size,
      @ForAll @IntRange(max = 5) int pad) {
    MaskShape row = new MaskShape(1, keys, p);
    assertThat(count(Masks.blockCausal(row, size), 0))
        .isEqualTo(Math.min(keys, Math.max(0, (Math.floorDiv(p, size) + 1) * size)));
    int chunked = count(Masks.chunked(row, size), 0);
    int chunkedFrom = count(Masks.chunkedFrom(row, size, pad), 0);
    int strided = count(Masks.strided(row, size), 0);
    if (p < 0) {
      assertThat(chunked + chunkedFrom + strided).isZero();
    } else if (p < keys) {
      assertThat(chunked).isEqualTo(p % size + 1);
      assertThat(chunkedFrom).isEqualTo(p < pad ? 0 : (p - pad) % size + 1);
      assertThat(strided).isEqualTo(p / size + 1);
    } else {
      assertThat(chunked).isEqualTo(Math.max(0, keys - (p - p % size)));
      int first = p < pad ? keys : p - (p - pad) % size;
      assertThat(chunkedFrom).isEqualTo(Math.max(0, keys - first));
      assertThat(strided).isLessThanOrEqualTo(p / size);
    }
  }

  @Property(tries = 200)
  void longNet_sees_theTokensOfTheResidueInItsSegment(
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(min = 1, max = 9) int segment,
      @ForAll @IntRange(min = 1, max = 5) int dilation,
      @ForAll @IntRange(max = 4) int chosen) {
    int residue = chosen % dilation;
    AttentionMask mask = Masks.longNet(n, segment, dilation, residue);
    int whole = (int) Math.ceil((segment - residue) / (double) dilation);
    for (int p = 0; p < n; p++) {
      boolean cut = p / segment == n / segment;
      if (p % segment % dilation != residue) {
        assertThat(count(mask, p)).isZero();
      } else if (cut) {
        assertThat(count(mask, p)).isBetween(1, whole);
      } else {
        assertThat(count(mask, p)).isEqualTo(whole);
      }
    }
  }

  @Property(tries = 100)
  void neighbourhoodOnACausalAxis_seesFewerOnlyNearItsStart(
      @ForAll @IntRange(min = 1, max = 12) int size,
      @ForAll @IntRange(min = 1, max = 5) int kernel,
      @ForAll @IntRange(min = 1, max = 3) int dilation) {
    AttentionMask mask =
        Masks.neighbourhood(
            new int[] {size}, new int[] {kernel}, new int[] {dilation}, new int[] {1});
    for (int x = 0; x < size; x++) {
      assertThat(count(mask, x)).isEqualTo(Math.min(kernel, x / dilation + 1));
    }
  }

  @Property(tries = 100)
  void segments_seeAllKeysBeforeTheEndOfTheirOwn(
      @ForAll @IntRange(min = 1, max = 9) int n, @ForAll long flags) {
    int[] boundary = new int[n];
    for (int p = 0; p < n; p++) {
      boundary[p] = (int) (flags >> p & 1);
    }
    AttentionMask mask = Masks.segments(boundary);
    for (int p = 0; p < n; p++) {
      int end = p + 1;
      while (end < n && boundary[end] == 0) {
        end++;
      }
      assertThat(count(mask, p)).isEqualTo(end);
    }
  }
}
