package dev.attn.render.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML 1.0; characters that it forbids become U+FFFD. */
final class Xml {

  /** One step of writing. */
  @FunctionalInterface
  private interface Step {
    void run(XMLStreamWriter writer) throws XMLStreamException;
  }

  private final XMLStreamWriter writer;

  Xml(OutputStream out) throws IOException {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      writer.writeStartDocument("UTF-8", "1.0");
      writer.writeCharacters("\n");
    } catch (XMLStreamException e) {
      throw cause(e);
    }
  }

  /** Writes an element without content; attributes are names and values by turns. */
  void empty(String name, String... attributes) {
    step(w -> w.writeEmptyElement(name));
    attributes(attributes);
    line();
  }

  /** Begins an element. */
  void start(String name, String... attributes) {
    step(w -> w.writeStartElement(name));
    attributes(attributes);
  }

  /** Ends the last element that was begun. */
  void end() {
    step(XMLStreamWriter::writeEndElement);
    line();
  }

  /** Writes an element that holds a text only. */
  void text(String name, String text, String... attributes) {
    start(name, attributes);
    step(w -> w.writeCharacters(clean(text)));
    end();
  }

  void line() {
    step(w -> w.writeCharacters("\n"));
  }

  /** Writes everything that is left to the stream, which stays open. */
  void finish() {
    step(
        w -> {
          w.writeEndDocument();
          w.flush();
        });
  }

  private void attributes(String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      String name = attributes[i];
      String value = clean(attributes[i + 1]);
      step(w -> w.writeAttribute(name, value));
    }
  }

  private void step(Step step) {
    try {
      step.run(writer);
    } catch (XMLStreamException e) {
      throw new UncheckedIOException(cause(e));
    }
  }

  private static IOException cause(XMLStreamException e) {
    return e.getNestedException() instanceof IOException cause ? cause : new IOException(e);
  }

  /** The writer of the JDK lets controls pass and loses what follows half a surrogate pair. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(c -> isAllowed(c) ? c : 0xfffd).forEachOrdered(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
