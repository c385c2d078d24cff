package dev.attn.render.encode;

import com.google.common.hash.Hashing;
import dev.attn.render.paint.MarkPainter;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.TextMode;
import dev.attn.render.text.Typeface;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/**
 * Writes scenes as PDF files of one page, as large as the scene: cells as images without loss or
 * smoothing, rules and links as shapes, text as text.
 *
 * @source ISO 32000-1:2008, Document management, Portable document format
 */
public final class PdfEncoder {

  /** 96 px are an inch, and so are 72 pt. */
  private static final double POINTS_PER_PIXEL = 0.75;

  /** Readers know no longer pages; larger ones are measured in a larger unit. */
  private static final int LONGEST_SIDE = 14_400;

  private final Typeface typeface;
  private final double scale;
  private final TextMode mode;

  /**
   * Returns an encoder.
   *
   * @param scale how many units of the scene are 1/96 inch
   */
  public PdfEncoder(Typeface typeface, double scale, TextMode mode) {
    this.typeface = typeface;
    this.scale = scale;
    this.mode = mode;
  }

  /**
   * Writes a scene; the stream stays open.
   *
   * @cost an image of all cells, and the parts of the font that are used
   */
  public void write(Scene scene, FileInfo info, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      double points = POINTS_PER_PIXEL / scale * Math.max(scene.width(), scene.height());
      float userUnit = (float) Math.max(1, Math.ceil(points / LONGEST_SIDE));
      float unit = (float) (POINTS_PER_PIXEL / scale / userUnit);
      PDPage page = new PDPage(new PDRectangle(scene.width() * unit, scene.height() * unit));
      if (userUnit > 1) {
        page.setUserUnit(userUnit);
      }
      document.addPage(page);
      try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
        stream.transform(Matrix.getScaleInstance(unit, unit));
        marks(scene, stream, document);
      }
      document.setDocumentInformation(information(info));
      document.setDocumentId(identity(info));
      document.save(out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void marks(Scene scene, PDPageContentStream stream, PDDocument document)
      throws IOException {
    PdfPage page = new PdfPage(stream, document, new ScenePainter(typeface), scene.height());
    PdfText text = new PdfText(page, document, typeface, mode);
    page.fill(new Box(0, 0, scene.width(), scene.height()), scene.background());
    for (Mark mark : scene.marks()) {
      if (mark instanceof Mark.Text line) {
        text.write(line);
      } else {
        MarkPainter.paint(mark, page);
      }
    }
  }

  private static PDDocumentInformation information(FileInfo info) {
    PDDocumentInformation information = new PDDocumentInformation();
    info.texts()
        .forEach(
            (keyword, text) -> {
              switch (keyword) {
                case FileInfo.TITLE -> information.setTitle(text);
                case FileInfo.DESCRIPTION -> information.setSubject(text);
                case FileInfo.SOFTWARE -> information.setCreator(text);
                default -> information.setCustomMetadataValue(keyword, text);
              }
            });
    return information;
  }

  /** The library would make the file different each time. */
  private static long identity(FileInfo info) {
    return Hashing.sha256()
        .hashString(info.text(FileInfo.DATA).orElse(""), StandardCharsets.UTF_8)
        .asLong();
  }
}
