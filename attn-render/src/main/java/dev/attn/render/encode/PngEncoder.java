package dev.attn.render.encode;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.io.FileContent;
import dev.attn.tensor.Threads;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes pictures as PNG: one byte per pixel if they have at most 256 colours, else three.
 *
 * <p>Rows are not filtered: cells are flat, and differences of neighbours would only make them
 * longer. A picture is painted in bands that go straight into the file; one of a few million pixels
 * is a single band, a larger one is painted twice: its colours are counted first.
 *
 * @source W3C, 2003, Portable Network Graphics (PNG) Specification, second edition; third edition,
 *     2025, section 11.3.6, animation
 */
public final class PngEncoder {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int INDEXED = 3;
  private static final int TRUE_COLOR = 2;
  private static final int FAST_LEVEL = 4;
  private static final int SMALL_LEVEL = 6;

  /** From so many pixels on, time counts more than the last tenth of size. */
  private static final int LARGE = 1 << 20;

  /** Pixels of a band: 16 MB of them. */
  private static final int BAND = 1 << 22;

  private static final int BUFFER = 1 << 15;

  /** Bytes of rows that several threads pack before they are deflated. */
  private static final int PACKED = 1 << 20;

  /** 96 px per inch, as pixels per metre: 1 px is 0.75 pt. */
  private static final int PIXELS_PER_METRE = 3780;

  private static final int MILLIS_PER_SECOND = 1000;
  private static final int LONGEST_DELAY = 0xffff;

  private final int pixelsPerMetre;
  private final int bandPixels;

  /** Returns an encoder for pictures with {@code scale} times 96 px per inch. */
  public PngEncoder(double scale) {
    this((int) Math.round(PIXELS_PER_METRE * scale), BAND);
  }

  private PngEncoder(int pixelsPerMetre, int bandPixels) {
    this.pixelsPerMetre = pixelsPerMetre;
    this.bandPixels = bandPixels;
  }

  /** Returns this encoder with bands of so many pixels, or of one row if that is more. */
  PngEncoder withBand(int pixels) {
    return new PngEncoder(pixelsPerMetre, pixels);
  }

  /**
   * Writes an image of type {@link BufferedImage#TYPE_INT_RGB}; the stream stays open.
   *
   * @cost one pass over the pixels to count their colours, one to write them
   */
  public void write(BufferedImage image, OutputStream out) throws IOException {
    write(Picture.of(image), FileInfo::none, out);
  }

  /**
   * Writes a picture with what is to be said of it; the stream stays open.
   *
   * @param info asked for once, while another thread paints
   * @cost 16 MB for a band, two passes over the pixels
   */
  public void write(Picture picture, Supplier<FileInfo> info, OutputStream out) throws IOException {
    prepare(picture, info).write(out);
  }

  /**
   * Does what comes before the first byte of a file, and returns what writes it: so that no file is
   * begun while all data is read for what is to be said of it.
   *
   * @param info asked for once, while another thread paints
   * @cost one pass over the pixels to count their colours
   */
  public FileContent prepare(Picture picture, Supplier<FileInfo> info) {
    Bands bands = new Bands(picture, bandPixels);
    FileInfo[] said = {FileInfo.none()};
    Palette palette = new Palette();
    Threads.current()
        .forEach(
            2,
            part -> {
              if (part == 0) {
                said[0] = info.get();
              } else {
                count(bands, palette);
              }
            });
    PixelRows rows = new PixelRows(palette);
    return out -> {
      begin(picture, rows.palette(), said[0], out);
      data(bands, rows, new ChunkStream("IDAT", out));
      ChunkStream.write("IEND", new byte[0], out);
    };
  }

  /**
   * Writes pictures of one size as the frames of an animation that is repeated for ever. A reader
   * that knows no animations shows the first.
   *
   * @param delayMillis how long each is shown, in [1, 65535]
   * @cost every picture is painted twice
   */
  public void write(List<Picture> frames, int delayMillis, FileInfo info, OutputStream out)
      throws IOException {
    check(frames, delayMillis);
    List<Bands> bands = frames.stream().map(frame -> new Bands(frame, bandPixels)).toList();
    Palette palette = new Palette();
    bands.forEach(frame -> count(frame, palette));
    PixelRows rows = new PixelRows(palette);
    begin(frames.get(0), rows.palette(), info, out);
    ByteBuffer control = ByteBuffer.allocate(8).putInt(frames.size()).putInt(0);
    ChunkStream.write("acTL", control.array(), out);
    FrameStream numbered = new FrameStream(out);
    for (Bands frame : bands) {
      numbered.control(frame.picture(), delayMillis, MILLIS_PER_SECOND);
      data(frame, rows, frame == bands.get(0) ? new ChunkStream("IDAT", out) : numbered);
    }
    ChunkStream.write("IEND", new byte[0], out);
  }

  /** Checks what an animation is made of. */
  public static void check(List<Picture> frames, int delayMillis) {
    checkArgument(!frames.isEmpty(), "frames must hold at least one figure, got 0");
    checkArgument(
        delayMillis >= 1 && delayMillis <= LONGEST_DELAY,
        "delay must be in [1, %s] ms, got %s",
        LONGEST_DELAY,
        delayMillis);
    Picture first = frames.get(0);
    for (int i = 1; i < frames.size(); i++) {
      Picture frame = frames.get(i);
      checkArgument(
          frame.width() == first.width() && frame.height() == first.height(),
          "frame %s must be %s x %s px like the first, got %s x %s",
          i,
          first.width(),
          first.height(),
          frame.width(),
          frame.height());
    }
  }

  private static void count(Bands picture, Palette palette) {
    picture.read(
        pixels -> {
          palette.addAll(pixels);
          return !palette.overflows();
        });
  }

  private void begin(Picture picture, Palette palette, FileInfo info, OutputStream out)
      throws IOException {
    out.write(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(picture.width()).putInt(picture.height());
    header.put((byte) 8).put((byte) (palette.overflows() ? TRUE_COLOR : INDEXED));
    ChunkStream.write("IHDR", header.array(), out);
    ChunkStream.write("sRGB", new byte[] {0}, out);
    ByteBuffer density = ByteBuffer.allocate(9);
    density.putInt(pixelsPerMetre).putInt(pixelsPerMetre).put((byte) 1);
    ChunkStream.write("pHYs", density.array(), out);
    for (Map.Entry<String, String> text : info.texts().entrySet()) {
      ChunkStream.write("iTXt", PngText.of(text.getKey(), text.getValue()), out);
    }
    if (!palette.overflows()) {
      ChunkStream.write("PLTE", palette.bytes(), out);
    }
  }

  /** Each row is a zero, for no filter, and its pixels. */
  private static void data(Bands bands, PixelRows rows, OutputStream chunks) throws IOException {
    int width = bands.picture().width();
    long pixels = (long) width * bands.picture().height();
    int length = 1 + rows.length(width);
    int most = Math.min(bands.picture().height(), Math.max(1, PACKED / length));
    byte[] packed = new byte[most * length];
    OutputStream pieces = new BufferedOutputStream(chunks, BUFFER);
    int level = pixels < LARGE ? SMALL_LEVEL : FAST_LEVEL;
    long bytes = (long) length * bands.picture().height();
    try (Deflated data = new Deflated(level, bytes, pieces)) {
      bands.read(
          band -> {
            for (int top = 0; top < band.length / width; top += most) {
              int first = top;
              int count = Math.min(most, band.length / width - top);
              Threads.current()
                  .forEach(
                      count,
                      r -> rows.pack(band, (first + r) * width, width, packed, r * length + 1));
              data.write(packed, count * length);
            }
            return true;
          });
    }
    pieces.flush();
  }
}
