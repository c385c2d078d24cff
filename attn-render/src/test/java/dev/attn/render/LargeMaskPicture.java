package dev.attn.render;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.render.figure.MaskMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A program for a JVM with little memory: draws a mask of a million tokens. */
final class LargeMaskPicture {

  private LargeMaskPicture() {}

  static MaskMap map() {
    int[] documents = new int[20];
    Arrays.fill(documents, 50_000);
    AttentionMask mask =
        Masks.sinksAndWindow(1_000_000, 4, 512).and(Masks.documentsOfLengths(documents));
    return MaskMap.of(mask);
  }

  public static void main(String[] arguments) throws IOException {
    Render.png(map(), Path.of(arguments[0]));
  }
}
