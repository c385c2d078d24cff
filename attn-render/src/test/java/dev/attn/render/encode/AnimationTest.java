package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.render.paint.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnimationTest {

  private static final class Chunk {

    private final String type;
    private final byte[] data;

    Chunk(String type, byte[] data) {
      this.type = type;
      this.data = data;
    }

    String type() {
      return type;
    }

    byte[] data() {
      return data;
    }

    int number(int at) {
      return ByteBuffer.wrap(data).getInt(at);
    }
  }

  @Test
  void chunks_standInTheirOrder() throws IOException {
    List<Chunk> chunks = chunks(encode(frames(3, 4), 250));

    assertThat(Pattern.compile("(\\b\\w+ )\\1+").matcher(types(chunks)).replaceAll("$1").split(" "))
        .containsExactly(
            "IHDR", "sRGB", "pHYs", "PLTE", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT",
            "IEND");
    Chunk control = chunks.stream().filter(c -> c.type().equals("acTL")).findFirst().orElseThrow();
    assertThat(control.number(0)).as("frames").isEqualTo(3);
    assertThat(control.number(4)).as("for ever").isZero();
  }

  @Test
  void frames_areNumberedAndTimed() throws IOException {
    List<Chunk> chunks = chunks(encode(frames(3, 4), 250));
    List<Chunk> controls = chunks.stream().filter(c -> c.type().equals("fcTL")).toList();
    List<Integer> numbers =
        chunks.stream()
            .filter(c -> c.type().equals("fcTL") || c.type().equals("fdAT"))
            .map(c -> c.number(0))
            .toList();

    assertThat(numbers).isEqualTo(IntStream.range(0, numbers.size()).boxed().toList());
    assertThat(controls).hasSize(3);
    for (Chunk control : controls) {
      assertThat(control.data()).hasSize(26);
      assertThat(control.number(4)).as("width").isEqualTo(31);
      assertThat(control.number(8)).as("height").isEqualTo(17);
      assertThat(control.number(12)).as("x").isZero();
      assertThat(control.number(16)).as("y").isZero();
      assertThat(control.number(20)).as("250 / 1000 s").isEqualTo(250 << 16 | 1000);
      assertThat(control.data()[24]).as("left in place").isZero();
      assertThat(control.data()[25]).as("replaces").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 200, 1000})
  void frames_areReadBackExactly(int colors) throws IOException {
    List<BufferedImage> frames = frames(3, colors);
    List<int[]> read = decode(chunks(encode(frames, 40)));

    assertThat(read).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(read.get(i)).isEqualTo(Pixels.of(frames.get(i)));
    }
  }

  @Test
  void oldReaders_showTheFirstFrame() throws IOException {
    List<BufferedImage> frames = frames(3, 4);

    assertThat(Pixels.of(ImageIO.read(new ByteArrayInputStream(encode(frames, 40)))))
        .isEqualTo(Pixels.of(frames.get(0)));
  }

  @Test
  void frames_mustBeAlikeAndShownForAWhile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encode(List.of(), 40))
        .withMessage("frames must hold at least one figure, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encode(frames(1, 4), 0))
        .withMessage("delay must be in [1, 65535] ms, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encode(frames(1, 4), 65_536))
        .withMessage("delay must be in [1, 65535] ms, got 65536");
    List<BufferedImage> mixed = new ArrayList<>(frames(2, 4));
    mixed.add(new BufferedImage(31, 18, BufferedImage.TYPE_INT_RGB));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encode(mixed, 40))
        .withMessage("frame 2 must be 31 x 17 px like the first, got 31 x 18");
  }

  private static String types(List<Chunk> chunks) {
    return chunks.stream().map(chunk -> chunk.type() + " ").collect(Collectors.joining());
  }

  private static List<BufferedImage> frames(int count, int colors) {
    List<BufferedImage> frames = new ArrayList<>();
    for (int frame = 0; frame < count; frame++) {
      BufferedImage image = new BufferedImage(31, 17, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 31 * 17; i++) {
        int color = (i * 7 + frame * 3) % (colors - frame) + frame;
        image.setRGB(i % 31, i / 31, color * 0x35b9 & 0xffffff);
      }
      frames.add(image);
    }
    return frames;
  }

  private static byte[] encode(List<BufferedImage> frames, int millis) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new PngEncoder(1)
        .write(frames.stream().map(Picture::of).toList(), millis, FileInfo.none(), bytes);
    return bytes.toByteArray();
  }

  private static List<Chunk> chunks(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file, 8, file.length - 8);
    List<Chunk> chunks = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] data = new byte[in.getInt()];
      byte[] type = new byte[4];
      in.get(type).get(data);
      CRC32 sum = new CRC32();
      sum.update(type);
      sum.update(data);
      assertThat(in.getInt()).isEqualTo((int) sum.getValue());
      chunks.add(new Chunk(new String(type, StandardCharsets.US_ASCII), data));
    }
    return chunks;
  }

  /** The pixels of each frame, read by hand. */
  private static List<int[]> decode(List<Chunk> chunks) throws IOException {
    byte[] palette = {};
    List<ByteArrayOutputStream> frames = new ArrayList<>();
    for (Chunk chunk : chunks) {
      switch (chunk.type()) {
        case "PLTE" -> palette = chunk.data();
        case "fcTL" -> frames.add(new ByteArrayOutputStream());
        case "IDAT" -> frames.get(0).writeBytes(chunk.data());
        case "fdAT" ->
            frames.get(frames.size() - 1).write(chunk.data(), 4, chunk.data().length - 4);
        default -> {}
      }
    }
    List<int[]> pixels = new ArrayList<>();
    for (ByteArrayOutputStream frame : frames) {
      byte[] rows =
          new InflaterInputStream(new ByteArrayInputStream(frame.toByteArray())).readAllBytes();
      pixels.add(pixels(rows, palette));
    }
    return pixels;
  }

  private static int[] pixels(byte[] rows, byte[] palette) {
    boolean indexed = palette.length > 0;
    int length = 1 + (indexed ? 31 : 3 * 31);
    int[] pixels = new int[31 * 17];
    for (int i = 0; i < pixels.length; i++) {
      int at = i / 31 * length + 1 + i % 31 * (indexed ? 1 : 3);
      byte[] from = indexed ? palette : rows;
      int color = indexed ? 3 * (rows[at] & 0xff) : at;
      pixels[i] =
          (from[color] & 0xff) << 16 | (from[color + 1] & 0xff) << 8 | (from[color + 2] & 0xff);
    }
    return pixels;
  }
}
