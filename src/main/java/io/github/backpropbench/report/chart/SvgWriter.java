package io.github.backpropbench.report.chart;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Elements of SVG with their attributes, a line each; all text is text, whatever it holds. */
final class SvgWriter {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private final StringWriter content = new StringWriter();
  private final XMLStreamWriter xml;

  SvgWriter() {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(content);
    } catch (XMLStreamException e) {
      throw onlyInMemory(e);
    }
  }

  /** Opens the root. */
  void openRoot(String... attributes) {
    open("svg", attributes);
    try {
      xml.writeAttribute("xmlns", NAMESPACE);
    } catch (XMLStreamException e) {
      throw onlyInMemory(e);
    }
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  void open(String name, String... attributes) {
    try {
      xml.writeStartElement(name);
      writeAttributes(attributes);
    } catch (XMLStreamException e) {
      throw onlyInMemory(e);
    }
  }

  /** Closes the innermost element. */
  void close() {
    try {
      xml.writeEndElement();
      xml.writeCharacters("\n");
    } catch (XMLStreamException e) {
      throw onlyInMemory(e);
    }
  }

  /** Ends the line after an element was opened. */
  void endLine() {
    try {
      xml.writeCharacters("\n");
    } catch (XMLStreamException e) {
      throw onlyInMemory(e);
    }
  }

  /** An element without content. */
  void element(String name, String... attributes) {
    try {
      xml.writeEmptyElement(name);
      writeAttributes(attributes);
      xml.writeCharacters("\n");
    } catch (XMLStreamException e) {
      throw onlyInMemory(e);
    }
  }

  /** An element with text. */
  void text(String name, String text, String... attributes) {
    open(name, attributes);
    try {
      xml.writeCharacters(text);
    } catch (XMLStreamException e) {
      throw onlyInMemory(e);
    }
    close();
  }

  /** What was written. */
  String content() {
    try {
      xml.flush();
    } catch (XMLStreamException e) {
      throw onlyInMemory(e);
    }
    return content.toString();
  }

  /** A length or a place: a tenth of a unit is finer than anybody sees. */
  static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(1, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private void writeAttributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }

  private static IllegalStateException onlyInMemory(XMLStreamException cause) {
    return new IllegalStateException("writing to memory does not fail", cause);
  }
}
