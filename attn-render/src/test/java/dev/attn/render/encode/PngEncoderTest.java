package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.render.paint.Pixels;
import dev.attn.render.paint.SampleScenes;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.text.Typeface;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PngEncoderTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 255, 256, 257, 40_000})
  void write_isReadBackExactly(int colors) throws IOException {
    BufferedImage image = noise(331, 127, colors);

    assertThat(Pixels.of(decode(encode(image)))).isEqualTo(Pixels.of(image));
  }

  @Test
  void write_keepsAWholeFigure() throws IOException {
    BufferedImage image = new ScenePainter(Typeface.bundled()).image(SampleScenes.everything());

    assertThat(Pixels.hash(decode(encode(image)))).isEqualTo(Pixels.hash(image));
  }

  @Test
  void write_takesOneByteForEachPixelOfFewColors() throws IOException {
    assertThat(colorType(encode(noise(20, 20, 256)))).isEqualTo(3);
    assertThat(colorType(encode(noise(20, 20, 257)))).isEqualTo(2);
  }

  @Test
  void write_ofOnePixelWorks() throws IOException {
    BufferedImage image = noise(1, 1, 1);

    assertThat(Pixels.of(decode(encode(image)))).containsExactly(Pixels.at(image, 0, 0));
  }

  @Test
  void write_givesTheSameBytesEachTime() throws IOException {
    BufferedImage image = noise(200, 100, 300);

    assertThat(encode(image)).isEqualTo(encode(image));
  }

  @Test
  void write_putsChunksInTheirOrderWithoutADate() throws IOException {
    String file = new String(encode(noise(20, 20, 9)), StandardCharsets.ISO_8859_1);

    assertThat(file)
        .containsSubsequence("IHDR", "sRGB", "pHYs", "PLTE", "IDAT", "IEND")
        .doesNotContain("tIME");
  }

  @Test
  void write_namesTheDensityOfTheScale() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new PngEncoder(2).write(noise(3, 3, 2), bytes);
    String file = bytes.toString(StandardCharsets.ISO_8859_1);
    ByteBuffer density = ByteBuffer.wrap(bytes.toByteArray(), file.indexOf("pHYs") + 4, 9);

    assertThat(density.getInt()).isEqualTo(7560);
    assertThat(density.getInt()).isEqualTo(7560);
    assertThat(density.get()).as("per metre").isEqualTo((byte) 1);
  }

  @Test
  void write_takesOpaqueImagesOnly() {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> encode(image))
        .withMessage("image type must be TYPE_INT_RGB (1), got 2");
  }

  /**
   * An image with exactly {@code colors} colours if it has the room, in an order without pattern.
   */
  private static BufferedImage noise(int width, int height, int colors) {
    Random random = new Random(20261121);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int pixels = width * height;
    for (int i = 0; i < pixels; i++) {
      int color = i < colors ? i : random.nextInt(colors);
      image.setRGB(i % width, i / width, color * 0x35b9 & 0xffffff);
    }
    return image;
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new PngEncoder(1).write(image, bytes);
    return bytes.toByteArray();
  }

  private static BufferedImage decode(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  private static int colorType(byte[] file) {
    return file[25];
  }
}
