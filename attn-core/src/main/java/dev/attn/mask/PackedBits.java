package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * A mask with one bit per cell and no padding between rows; 1 means that the query may attend.
 *
 * <p>Bit {@code i = q * keys + k} stands in byte {@code i / 8}, and there {@code i % 8} places from
 * the least significant end ("little" bit order). Only the last byte is padded, with zeros. This is
 * the packed custom mask of FlashInfer for one request.
 *
 * <p>Example: {@code ##.#} is the byte 11, written in binary 1011.
 */
public final class PackedBits {

  private final int rows;
  private final int keys;
  private final byte[] bytes;

  private PackedBits(int rows, int keys, byte[] bytes) {
    this.rows = rows;
    this.keys = keys;
    this.bytes = bytes;
  }

  static PackedBits encode(AttentionMask mask) {
    int length = bytesFor(mask.rows() * mask.keys());
    byte[] bytes = Arrays.copyOf(DenseCells.bits(mask).toByteArray(), length);
    return new PackedBits(mask.rows(), mask.keys(), bytes);
  }

  private static int bytesFor(int cells) {
    return (int) ((cells + 7L) / 8);
  }

  /** Returns the packed mask with a copy of {@code bytes}; bits after the last cell must be 0. */
  public static PackedBits copyOf(byte[] bytes, int rows, int keys) {
    int length = bytesFor(DenseCells.checkedCells(rows, keys, 0));
    checkArgument(
        bytes.length == length,
        "packed mask must have %s bytes for %s rows and %s keys, got %s",
        length,
        rows,
        keys,
        bytes.length);
    DenseCells.checkedCells(rows, keys, BitSet.valueOf(bytes).length());
    return new PackedBits(rows, keys, bytes.clone());
  }

  /** Returns the number of query rows. */
  public int rows() {
    return rows;
  }

  /** Returns the number of key columns. */
  public int keys() {
    return keys;
  }

  /** Returns a new array with the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Returns the mask that allows the cells whose bit is 1. */
  public AttentionMask toMask() {
    return DenseCells.decode(BitSet.valueOf(bytes), rows, keys);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PackedBits other
        && rows == other.rows
        && keys == other.keys
        && Arrays.equals(bytes, other.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, keys, Arrays.hashCode(bytes));
  }

  /** Returns the size, for example {@code packed bits 3x4, 2 bytes}. */
  @Override
  public String toString() {
    return "packed bits " + rows + "x" + keys + ", " + bytes.length + " bytes";
  }
}
