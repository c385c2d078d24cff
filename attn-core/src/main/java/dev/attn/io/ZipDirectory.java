package dev.attn.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the central directory of a zip archive, with the 64-bit extensions.
 *
 * <p>The JDK's reader does not tell where a stored member lies in the file, which mapping it needs.
 * This one is strict: members may not overlap or share a name, and what the directory says must
 * agree with the header before each member.
 *
 * @source PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3
 */
final class ZipDirectory {

  private static final long END = 0x06054b50L;
  private static final long END_64 = 0x06064b50L;
  private static final long END_64_LOCATOR = 0x07064b50L;
  private static final long ENTRY = 0x02014b50L;
  private static final long LOCAL = 0x04034b50L;
  private static final int END_BYTES = 22;
  private static final int END_64_BYTES = 56;
  private static final int LOCATOR_BYTES = 20;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL_BYTES = 30;
  private static final long FULL_2 = 0xffffL;
  private static final long FULL_4 = 0xffffffffL;

  private final Windows bytes;
  private final Place place;
  private final List<ZipMember> members = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long start;
  private long end;
  private long count;

  private ZipDirectory(Windows bytes, Place place) {
    this.bytes = bytes;
    this.place = place;
  }

  /** Returns the members in the order of the directory. */
  static List<ZipMember> read(Windows bytes, Place place) throws TensorFormatException {
    ZipDirectory directory = new ZipDirectory(bytes, place);
    directory.locate();
    directory.readEntries();
    directory.checkApart();
    return List.copyOf(directory.members);
  }

  private void locate() throws TensorFormatException {
    long endAt = findEnd();
    count = bytes.u2(endAt + 10);
    long size = bytes.u4(endAt + 12);
    start = bytes.u4(endAt + 16);
    long limit = endAt;
    long locator = endAt - LOCATOR_BYTES;
    boolean full = count == FULL_2 || size == FULL_4 || start == FULL_4;
    if (full && locator >= 0 && bytes.u4(locator) == END_64_LOCATOR) {
      limit = bytes.i8(locator + 8);
      if (limit < 0 || limit > locator - END_64_BYTES || bytes.u4(limit) != END_64) {
        throw place.fault(
            locator + 8, "zip64 end record must lie before its locator, got offset " + limit);
      }
      count = bytes.i8(limit + 32);
      size = bytes.i8(limit + 40);
      start = bytes.i8(limit + 48);
    }
    if (start < 0 || size < 0 || start > limit || size > limit - start) {
      throw place.fault(
          endAt,
          "zip directory must lie in [0, "
              + limit
              + "), got offset "
              + start
              + " and size "
              + size);
    }
    end = start + size;
    if (count < 0 || count > size / ENTRY_BYTES) {
      throw place.fault(
          endAt,
          "zip directory must have at most " + size / ENTRY_BYTES + " entries, got " + count);
    }
  }

  private long findEnd() throws TensorFormatException {
    long earliest = Math.max(0, bytes.size() - END_BYTES - FULL_2);
    for (long at = bytes.size() - END_BYTES; at >= earliest; at--) {
      if (bytes.u4(at) == END && at + END_BYTES + bytes.u2(at + 20) == bytes.size()) {
        return at;
      }
    }
    throw place.fault(
        "zip archive must have an end record, got none in its last "
            + (bytes.size() - earliest)
            + " bytes; it may be truncated");
  }

  private void readEntries() throws TensorFormatException {
    long at = start;
    for (long i = 0; i < count; i++) {
      if (end - at < ENTRY_BYTES || bytes.u4(at) != ENTRY) {
        throw place.fault(at, "zip directory must have " + count + " entries, got " + i);
      }
      int nameLength = bytes.u2(at + 28);
      int extraLength = bytes.u2(at + 30);
      long next = at + ENTRY_BYTES + nameLength + extraLength + bytes.u2(at + 32);
      if (next > end) {
        throw place.fault(at, "zip entry must end in its directory at " + end + ", got " + next);
      }
      readEntry(at, nameLength, extraLength);
      at = next;
    }
    if (at != end) {
      throw place.fault(at, "zip directory must end after its entries, got more up to " + end);
    }
  }

  private void readEntry(long at, int nameLength, int extraLength) throws TensorFormatException {
    String name = name(at, nameLength);
    if (!names.add(name)) {
      throw place.fault(at, "zip member names must be unique, got " + name + " again");
    }
    long extra = at + ENTRY_BYTES + nameLength;
    ZipSizes sizes =
        ZipSizes.read(bytes, at, extra, extra + extraLength).orElseThrow(() -> badExtra(at, name));
    int flags = bytes.u2(at + 8);
    int method = bytes.u2(at + 10);
    if ((flags & 1) != 0 || (method != 0 && method != 8)) {
      String got = (flags & 1) != 0 ? "an encrypted one" : "method " + method;
      throw place.fault(at, "zip member " + name + " must be stored or deflated, got " + got);
    }
    if (method == 0 && sizes.stored() != sizes.size()) {
      throw place.fault(
          at,
          "zip member "
              + name
              + " must be stored with its "
              + sizes.size()
              + " bytes, got "
              + sizes.stored());
    }
    long dataAt = dataAt(at, nameLength, sizes, name);
    members.add(
        new ZipMember(name, dataAt, sizes.stored(), sizes.size(), bytes.u4(at + 16), method == 8));
  }

  private TensorFormatException badExtra(long at, String name) {
    return place.fault(at, "zip member " + name + " must have its 64-bit sizes, got none");
  }

  /** Returns where the data begin, after the member's own header, which must repeat the entry. */
  private long dataAt(long entry, int nameLength, ZipSizes sizes, String name)
      throws TensorFormatException {
    long local = sizes.local();
    boolean agrees =
        local >= 0
            && local <= start - LOCAL_BYTES
            && bytes.u4(local) == LOCAL
            && bytes.u2(local + 8) == bytes.u2(entry + 10)
            && bytes.u2(local + 26) == nameLength
            && local <= start - LOCAL_BYTES - nameLength
            && sameName(local, entry, nameLength);
    if (!agrees) {
      throw place.fault(
          entry, "zip member " + name + " must have the same header at its data, got other bytes");
    }
    long dataAt = local + LOCAL_BYTES + nameLength + bytes.u2(local + 28);
    if (sizes.stored() < 0 || sizes.size() < 0 || sizes.stored() > start - dataAt) {
      throw place.fault(
          entry,
          "zip member "
              + name
              + " must have at most "
              + Math.max(0, start - dataAt)
              + " bytes, got "
              + Long.toUnsignedString(sizes.stored()));
    }
    return dataAt;
  }

  private boolean sameName(long local, long entry, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes.u1(local + LOCAL_BYTES + i) != bytes.u1(entry + ENTRY_BYTES + i)) {
        return false;
      }
    }
    return true;
  }

  private String name(long entry, int length) throws TensorFormatException {
    byte[] raw = new byte[length];
    bytes.copy(entry + ENTRY_BYTES, raw, 0, length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      throw place.fault(entry + ENTRY_BYTES, "zip member name must be UTF-8, got other bytes");
    }
  }

  private void checkApart() throws TensorFormatException {
    List<ZipMember> byPlace = new ArrayList<>(members);
    byPlace.sort(Comparator.comparingLong(ZipMember::dataAt));
    for (int i = 1; i < byPlace.size(); i++) {
      ZipMember before = byPlace.get(i - 1);
      ZipMember after = byPlace.get(i);
      if (before.end() > after.dataAt()) {
        throw place.fault(
            after.dataAt(),
            "zip members must not overlap, got " + before.name() + " and " + after.name());
      }
    }
  }
}
