package dev.attn.render.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Writes everything it is given as chunks of one type. Closing it leaves the target open. */
final class ChunkStream extends OutputStream {

  private final String type;
  private final OutputStream target;

  ChunkStream(String type, OutputStream target) {
    this.type = type;
    this.target = target;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    write(type, Arrays.copyOfRange(bytes, from, from + length), target);
  }

  /** Writes one chunk: length, type, data, and the check sum of the last two. */
  static void write(String type, byte[] data, OutputStream target) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    target.write(ByteBuffer.allocate(4).putInt(data.length).array());
    target.write(name);
    target.write(data);
    target.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
