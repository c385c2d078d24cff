package dev.attn.render.encode;

/** Whether PDF files can be written: the library that does it comes only with who asks for it. */
public final class PdfLibrary {

  private PdfLibrary() {}

  /**
   * Checks that the library is there.
   *
   * @throws IllegalStateException if it is not
   */
  public static void require() {
    try {
      Class.forName(
          "org.apache.pdfbox.pdmodel.PDDocument", false, PdfLibrary.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("pdf needs org.apache.pdfbox:pdfbox on the class path", e);
    }
  }
}
