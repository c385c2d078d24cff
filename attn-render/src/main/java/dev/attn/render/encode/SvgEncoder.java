package dev.attn.render.encode;

import dev.attn.render.paint.MarkPainter;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.paint.Surface;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.TextMode;
import dev.attn.render.text.Typeface;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes scenes as SVG: one group per mark, cells and rules on whole pixels without smoothing.
 *
 * @source W3C, 2011, Scalable Vector Graphics (SVG) 1.1, second edition
 */
public final class SvgEncoder {

  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final String XLINK = "http://www.w3.org/1999/xlink";
  private static final String OURS = "urn:attn";

  private final Typeface typeface;
  private final double scale;
  private final TextMode mode;

  /**
   * Returns an encoder.
   *
   * @param scale how many units of the scene are 1/96 inch
   */
  public SvgEncoder(Typeface typeface, double scale, TextMode mode) {
    this.typeface = typeface;
    this.scale = scale;
    this.mode = mode;
  }

  /**
   * Writes a scene; the stream stays open.
   *
   * @cost a pass over the cells, two for marks that become pictures
   */
  public void write(Scene scene, FileInfo info, OutputStream out) throws IOException {
    Xml xml = new Xml(out);
    try {
      root(scene, xml);
      info(info, xml);
      SvgText text = new SvgText(typeface, mode, xml);
      text.define(scene);
      xml.empty(
          "rect",
          "width",
          Integer.toString(scene.width()),
          "height",
          Integer.toString(scene.height()),
          "fill",
          SvgPaths.color(scene.background()));
      SvgIds ids = new SvgIds();
      SvgCells cells = new SvgCells(scene, new ScenePainter(typeface), xml);
      for (Mark mark : scene.marks()) {
        String id = ids.of(mark.id());
        if (mark instanceof Mark.Text line) {
          text.write(line, id);
        } else {
          xml.start("g", "id", id);
          MarkPainter.paint(mark, new Elements(xml, cells));
          xml.end();
        }
      }
      xml.end();
      xml.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void root(Scene scene, Xml xml) {
    xml.start(
        "svg",
        "xmlns",
        SVG,
        "xmlns:xlink",
        XLINK,
        "width",
        SvgPaths.number(scene.width() / scale),
        "height",
        SvgPaths.number(scene.height() / scale),
        "viewBox",
        "0 0 " + scene.width() + " " + scene.height(),
        "role",
        "img",
        "shape-rendering",
        "crispEdges");
    xml.line();
  }

  private static void info(FileInfo info, Xml xml) {
    info.text(FileInfo.TITLE).ifPresent(title -> xml.text("title", title));
    info.text(FileInfo.DESCRIPTION).ifPresent(text -> xml.text("desc", text));
    if (info.texts().isEmpty()) {
      return;
    }
    xml.start("metadata", "xmlns:attn", OURS);
    xml.line();
    info.texts()
        .forEach(
            (keyword, text) -> {
              if (!keyword.equals(FileInfo.TITLE) && !keyword.equals(FileInfo.DESCRIPTION)) {
                xml.text(keyword.startsWith("attn:") ? keyword : "attn:" + keyword, text);
              }
            });
    xml.end();
  }

  /** Everything but text as elements. */
  private record Elements(Xml xml, SvgCells marks) implements Surface {

    @Override
    public void fill(Box box, int color) {
      xml.empty(
          "path",
          "fill",
          SvgPaths.color(color),
          "d",
          SvgPaths.rectangle(box.x(), box.y(), box.width(), box.height()));
    }

    @Override
    public void cells(Mark.Cells cells) {
      marks.write(cells);
    }

    @Override
    public void smooth(Shape shape, int x, int y, int color) {
      xml.empty(
          "path",
          "fill",
          SvgPaths.color(color),
          "shape-rendering",
          "auto",
          "d",
          SvgPaths.path(shape, AffineTransform.getTranslateInstance(x, y)));
    }

    @Override
    public void text(Mark.Text text) {
      throw new IllegalStateException("text must be written on its own, got " + text.id());
    }
  }
}
