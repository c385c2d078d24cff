package dev.attn.io;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What stands around the bytes of the one member of a zip archive, which is stored as it is.
 *
 * <p>The size is known beforehand, the checksum is not: its place before the member is filled last.
 *
 * @source PKWARE, .ZIP File Format Specification 6.3, sections 4.3.7, 4.3.12 to 4.3.16 and 4.5.3
 */
final class StoredMember {

  /** Where the checksum is to be written when it is known. */
  static final int CRC_AT = 14;

  /** The largest size that the 32-bit fields can say, as all bits set point to the 64-bit ones. */
  static final long NARROW = 0xfffffffeL;

  private static final int LONGEST_NAME = 0xffff;
  private static final short UTF8 = 1 << 11;

  /** The first of February 1980, like that of deflated members. */
  private static final short DATE = 2 << 5 | 1;

  private final byte[] name;
  private final long size;
  private final boolean wide;

  /**
   * Creates a member.
   *
   * @param narrow the largest archive to be written with 32-bit fields
   */
  StoredMember(String name, long size, long narrow) {
    ArrayName.check(name);
    this.name = name.getBytes(StandardCharsets.UTF_8);
    this.size = size;
    checkArgument(
        this.name.length <= LONGEST_NAME,
        "name of a member must have at most %s bytes, got %s",
        LONGEST_NAME,
        this.name.length);
    // The directory begins after the member, whose size is therefore the smaller of both.
    this.wide = size > narrow - before(true).length;
  }

  byte[] before() {
    return before(wide);
  }

  private byte[] before(boolean wideFields) {
    int extra = wideFields ? 20 : 0;
    byte[] bytes = new byte[30 + name.length + extra];
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0x04034b50);
    putCommon(header, 0, wideFields);
    header.put(name);
    putExtra(header, wideFields);
    return bytes;
  }

  /** Returns the directory and the end of the archive. */
  byte[] after(long crc) {
    long start = before().length + size;
    int entry = 46 + name.length + (wide ? 20 : 0);
    byte[] bytes = new byte[entry + (wide ? 76 : 0) + 22];
    ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x02014b50).putShort(version(wide));
    putCommon(end, crc, wide);
    // No comment, on the first disk, without attributes, at the start of the file.
    end.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(0);
    end.put(name);
    putExtra(end, wide);
    if (wide) {
      end.putInt(0x06064b50).putLong(44).putShort(version(wide)).putShort(version(wide));
      end.putInt(0).putInt(0).putLong(1).putLong(1).putLong(entry).putLong(start);
      end.putInt(0x07064b50).putInt(0).putLong(start + entry).putInt(1);
    }
    end.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
    end.putInt(entry).putInt(wide ? -1 : (int) start).putShort((short) 0);
    return bytes;
  }

  /** Puts the fields that both headers have: version to size of the extra field. */
  private void putCommon(ByteBuffer header, long crc, boolean wideFields) {
    int narrowSize = wideFields ? -1 : (int) size;
    header.putShort(version(wideFields)).putShort(UTF8).putShort((short) 0);
    header.putShort((short) 0).putShort(DATE).putInt((int) crc);
    header.putInt(narrowSize).putInt(narrowSize);
    header.putShort((short) name.length).putShort((short) (wideFields ? 20 : 0));
  }

  private void putExtra(ByteBuffer header, boolean wideFields) {
    if (wideFields) {
      header.putShort((short) 1).putShort((short) 16).putLong(size).putLong(size);
    }
  }

  private static short version(boolean wideFields) {
    return (short) (wideFields ? 45 : 20);
  }
}
