package dev.attn.io;

import java.util.Optional;

/**
 * The sizes and the place of one zip member; those that do not fit 32 bits stand in an extra field,
 * in this order, and only those.
 *
 * @param size bytes after inflation
 * @param stored bytes in the file
 * @param local offset of the member's own header
 */
record ZipSizes(long size, long stored, long local) {

  private static final long FULL = 0xffffffffL;
  private static final int ZIP64 = 1;

  /** Returns the sizes of a directory entry; empty if 64-bit sizes are announced but missing. */
  static Optional<ZipSizes> read(Windows bytes, long entry, long extra, long extraEnd) {
    long size = bytes.u4(entry + 24);
    long stored = bytes.u4(entry + 20);
    long local = bytes.u4(entry + 42);
    int needed = (size == FULL ? 8 : 0) + (stored == FULL ? 8 : 0) + (local == FULL ? 8 : 0);
    if (needed == 0) {
      return Optional.of(new ZipSizes(size, stored, local));
    }
    for (long at = extra; extraEnd - at >= 4; at += 4 + bytes.u2(at + 2)) {
      int length = bytes.u2(at + 2);
      if (bytes.u2(at) == ZIP64 && length >= needed && extraEnd - at - 4 >= length) {
        long next = at + 4;
        long wideSize = size == FULL ? bytes.i8(next) : size;
        next += size == FULL ? 8 : 0;
        long wideStored = stored == FULL ? bytes.i8(next) : stored;
        next += stored == FULL ? 8 : 0;
        long wideLocal = local == FULL ? bytes.i8(next) : local;
        return Optional.of(new ZipSizes(wideSize, wideStored, wideLocal));
      }
    }
    return Optional.empty();
  }
}
