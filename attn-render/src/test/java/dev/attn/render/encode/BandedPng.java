package dev.attn.render.encode;

import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Typeface;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Writes scenes in bands of a height of one's choice. */
public final class BandedPng {

  private BandedPng() {}

  /** Writes a scene in bands of {@code height} rows and reads it again. */
  public static BufferedImage readBack(Scene scene, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new PngEncoder(1)
        .withBand(height * scene.width())
        .write(Picture.of(scene, new ScenePainter(Typeface.bundled())), FileInfo::none, bytes);
    return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
