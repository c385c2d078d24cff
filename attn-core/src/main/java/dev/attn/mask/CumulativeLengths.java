package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Objects;

/**
 * A mask as documents that stand one after the other, none of which sees another: the {@code
 * cu_seqlens} of variable-length attention kernels, and the causal flag that goes with them.
 *
 * <p>Document {@code d} has the queries and keys from {@code offsets[d]} up to but not including
 * {@code offsets[d + 1]}. Example: lengths 3, 1, 4 are the offsets 0, 3, 4, 8.
 */
public final class CumulativeLengths {

  /** Which keys of its own document a query sees. */
  public enum Within {
    /** Every key; the causal flag of the kernel is off. */
    EVERYTHING,
    /** Itself and the keys before it; the causal flag of the kernel is on. */
    CAUSAL
  }

  private final ImmutableIntArray offsets;
  private final Within within;

  private CumulativeLengths(ImmutableIntArray offsets, Within within) {
    this.offsets = offsets;
    this.within = within;
  }

  static CumulativeLengths of(ImmutableIntArray offsets, Within within) {
    return new CumulativeLengths(offsets, within);
  }

  /** Returns the documents with a copy of {@code offsets}, which begin with 0 and ascend. */
  public static CumulativeLengths copyOf(int[] offsets, Within within) {
    checkArgument(
        offsets.length > 0 && offsets[0] == 0,
        "offsets must begin with 0, got %s",
        offsets.length == 0 ? "none" : offsets[0]);
    for (int d = 1; d < offsets.length; d++) {
      checkArgument(
          offsets[d] > offsets[d - 1],
          "offsets must ascend, got %s after %s",
          offsets[d],
          offsets[d - 1]);
    }
    return of(ImmutableIntArray.copyOf(offsets), within);
  }

  /** Returns the number of documents. */
  public int documents() {
    return offsets.length() - 1;
  }

  /** Returns the number of tokens of all documents. */
  public int tokens() {
    return offsets.get(documents());
  }

  /** Returns the length of the longest document, 0 if there is none ({@code max_seqlen}). */
  public int longest() {
    int longest = 0;
    for (int d = 0; d < documents(); d++) {
      longest = Math.max(longest, offsets.get(d + 1) - offsets.get(d));
    }
    return longest;
  }

  /** Returns a new array with the first token of each document, and the number of all tokens. */
  public int[] offsets() {
    return offsets.toArray();
  }

  /** Returns which keys of its own document a query sees. */
  public Within within() {
    return within;
  }

  /** Returns the mask of these documents. */
  public AttentionMask toMask() {
    DecodedRows decoded = new DecodedRows(tokens());
    for (int d = 0; d < documents(); d++) {
      for (int q = offsets.get(d); q < offsets.get(d + 1); q++) {
        decoded.allow(offsets.get(d), within == Within.CAUSAL ? q + 1 : offsets.get(d + 1));
        decoded.endRow();
      }
    }
    return decoded.toMask();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof CumulativeLengths other
        && within == other.within
        && offsets.equals(other.offsets);
  }

  @Override
  public int hashCode() {
    return Objects.hash(offsets, within);
  }

  /** Returns the offsets, for example {@code cumulative lengths [0, 3, 4, 8], CAUSAL}. */
  @Override
  public String toString() {
    return "cumulative lengths " + offsets + ", " + within;
  }
}
