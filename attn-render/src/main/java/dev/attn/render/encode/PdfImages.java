package dev.attn.render.encode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDIndexed;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Images without loss: one byte per pixel if they have at most 256 colours, else three. */
final class PdfImages {

  private PdfImages() {}

  static PDImageXObject of(BufferedImage image, PDDocument document) throws IOException {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    Palette palette = new Palette();
    palette.addAll(pixels);
    PDImageXObject result =
        new PDImageXObject(
            document,
            new ByteArrayInputStream(packed(pixels, image.getWidth(), palette)),
            COSName.FLATE_DECODE,
            image.getWidth(),
            image.getHeight(),
            8,
            colors(palette));
    result.setInterpolate(false);
    return result;
  }

  private static byte[] packed(int[] pixels, int width, Palette palette) throws IOException {
    PixelRows rows = new PixelRows(palette);
    byte[] row = new byte[rows.length(width)];
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream data = new DeflaterOutputStream(packed)) {
      for (int start = 0; start < pixels.length; start += width) {
        rows.pack(pixels, start, width, row, 0);
        data.write(row);
      }
    }
    return packed.toByteArray();
  }

  private static PDColorSpace colors(Palette palette) throws IOException {
    if (palette.overflows()) {
      return PDDeviceRGB.INSTANCE;
    }
    COSArray indexed = new COSArray();
    indexed.add(COSName.INDEXED);
    indexed.add(COSName.DEVICERGB);
    indexed.add(COSInteger.get(palette.size() - 1L));
    indexed.add(new COSString(palette.bytes()));
    return new PDIndexed(indexed, null);
  }
}
