package dev.attn.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An archive of one stored member {@code a.npy} that holds one f32 vector of length 1, with its
 * fields open to damage.
 *
 * <p>Places: local header 0, data {@link #DATA}, directory entry {@link #ENTRY}, end record {@link
 * #END}.
 */
final class ZipBytes {

  static final byte[] MEMBER = NpyBytes.npy("<f4", "(1,)", NpyBytes.hex("0000803f"));
  static final int DATA = 30 + 5;
  static final int ENTRY = DATA + MEMBER.length;
  static final int END = ENTRY + 46 + 5;

  private ZipBytes() {}

  static byte[] damaged(Consumer<ByteBuffer> damage) {
    ByteBuffer zip = ByteBuffer.allocate(END + 22).order(ByteOrder.LITTLE_ENDIAN);
    byte[] name = "a.npy".getBytes(StandardCharsets.UTF_8);
    zip.putInt(0, 0x04034b50).putInt(18, MEMBER.length).putInt(22, MEMBER.length);
    zip.putShort(26, (short) 5).put(30, name).put(DATA, MEMBER);
    zip.putInt(ENTRY, 0x02014b50)
        .putInt(ENTRY + 20, MEMBER.length)
        .putInt(ENTRY + 24, MEMBER.length)
        .putShort(ENTRY + 28, (short) 5)
        .put(ENTRY + 46, name);
    zip.putInt(END, 0x06054b50)
        .putShort(END + 8, (short) 1)
        .putShort(END + 10, (short) 1)
        .putInt(END + 12, END - ENTRY)
        .putInt(END + 16, ENTRY);
    damage.accept(zip);
    return zip.array();
  }

  /** The same archive with every size and place in its 64-bit field. */
  static byte[] zip64(Consumer<ByteBuffer> damage) {
    int extra = 28;
    int end64 = END + extra;
    int locator = end64 + 56;
    int end = locator + 20;
    byte[] plain = damaged(zip -> {});
    ByteBuffer zip = ByteBuffer.wrap(Arrays.copyOf(plain, end + 22)).order(ByteOrder.LITTLE_ENDIAN);
    zip.putInt(ENTRY + 20, -1).putInt(ENTRY + 24, -1).putInt(ENTRY + 42, -1);
    zip.putShort(ENTRY + 30, (short) extra);
    zip.putShort(END, (short) 1)
        .putShort(END + 2, (short) 24)
        .putLong(END + 4, MEMBER.length)
        .putLong(END + 12, MEMBER.length)
        .putLong(END + 20, 0);
    zip.put(end64, new byte[56 + 20 + 22]);
    zip.putInt(end64, 0x06064b50)
        .putLong(end64 + 4, 44)
        .putLong(end64 + 24, 1)
        .putLong(end64 + 32, 1)
        .putLong(end64 + 40, end64 - ENTRY)
        .putLong(end64 + 48, ENTRY);
    zip.putInt(locator, 0x07064b50).putLong(locator + 8, end64).putInt(locator + 16, 1);
    zip.putInt(end, 0x06054b50).putInt(end + 8, -1).putInt(end + 12, -1).putInt(end + 16, -1);
    damage.accept(zip);
    return zip.array();
  }
}
