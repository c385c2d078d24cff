package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Objects;

/**
 * A mask with one bit per cell in which every row begins a new 32-bit word; 1 means that the query
 * may attend.
 *
 * <p>Key {@code k} stands in word {@code k / 32} of its row, {@code k % 32} places from the least
 * significant end; the rest of a row's last word is 0. Kernels that mask the draft tokens of
 * speculative decoding take this form, some of them as twice as many 16-bit words, low half first.
 *
 * @shape {@code [queries, words per row]}
 */
public final class PackedRows {

  private final int rows;
  private final int keys;
  private final int[] words;

  private PackedRows(int rows, int keys, int[] words) {
    this.rows = rows;
    this.keys = keys;
    this.words = words;
  }

  static PackedRows encode(AttentionMask mask) {
    int width = wordsFor(mask.keys());
    int[] words = new int[mask.rows() * width];
    for (int q = 0; q < mask.rows(); q++) {
      Runs row = mask.row(q);
      for (int i = 0; i < row.count(); i++) {
        for (int k = row.start(i); k < row.end(i); k++) {
          words[q * width + k / 32] |= 1 << (k % 32);
        }
      }
    }
    return new PackedRows(mask.rows(), mask.keys(), words);
  }

  private static int wordsFor(int keys) {
    return (int) ((keys + 31L) / 32);
  }

  /** Returns the packed mask with a copy of {@code words}; bits after a row's end must be 0. */
  public static PackedRows copyOf(int[] words, int rows, int keys) {
    DenseCells.checkedCells(rows, keys, 0);
    int width = wordsFor(keys);
    checkArgument(
        words.length == (long) rows * width,
        "packed mask must have %s words for %s rows and %s keys, got %s",
        (long) rows * width,
        rows,
        keys,
        words.length);
    for (int q = 0; q < rows && keys % 32 != 0; q++) {
      int last = words[q * width + width - 1];
      checkArgument(
          last >>> (keys % 32) == 0,
          "bits must be 0 from key %s on, got a 1 at bit %s of row %s",
          keys,
          32 * width - 1 - Integer.numberOfLeadingZeros(last),
          q);
    }
    return new PackedRows(rows, keys, words.clone());
  }

  /** Returns the number of query rows. */
  public int rows() {
    return rows;
  }

  /** Returns the number of key columns. */
  public int keys() {
    return keys;
  }

  /** Returns how many words a row has. */
  public int wordsPerRow() {
    return wordsFor(keys);
  }

  /** Returns a new array with the words, row by row. */
  public int[] toWords() {
    return words.clone();
  }

  /** Returns the mask that allows the cells whose bit is 1. */
  public AttentionMask toMask() {
    int width = wordsPerRow();
    DecodedRows decoded = new DecodedRows(keys);
    for (int q = 0; q < rows; q++) {
      for (int k = 0; k < keys; k++) {
        boolean allowed = (words[q * width + k / 32] >>> (k % 32) & 1) == 1;
        decoded.allow(k, allowed ? k + 1 : k);
      }
      decoded.endRow();
    }
    return decoded.toMask();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PackedRows other
        && rows == other.rows
        && keys == other.keys
        && Arrays.equals(words, other.words);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, keys, Arrays.hashCode(words));
  }

  /** Returns the size, for example {@code packed rows 3x40, 2 words per row}. */
  @Override
  public String toString() {
    return "packed rows " + rows + "x" + keys + ", " + wordsPerRow() + " words per row";
  }
}
