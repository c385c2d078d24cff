package dev.attn.render.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The frames of an animation behind the first: chunks that are numbered one by one, controls and
 * pixels alike. Closing it leaves the target open.
 */
final class FrameStream extends OutputStream {

  private final OutputStream target;
  private int number;

  FrameStream(OutputStream target) {
    this.target = target;
  }

  /** Begins a frame that fills the picture and replaces what was there. */
  void control(Picture picture, int delay, int unitsPerSecond) throws IOException {
    ByteBuffer control = ByteBuffer.allocate(26);
    control.putInt(number++).putInt(picture.width()).putInt(picture.height());
    control.putInt(0).putInt(0);
    control.putShort((short) delay).putShort((short) unitsPerSecond);
    ChunkStream.write("fcTL", control.array(), target);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(4 + length);
    data.putInt(number++).put(bytes, from, length);
    ChunkStream.write("fdAT", data.array(), target);
  }
}
