package io.github.backpropbench.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page as a strict parser reads it. */
public final class ParsedPage {
  private static final Pattern RAW = Pattern.compile("(?s)(<(script|style)[^>]*>)(.*?)(</\\2>)");

  private final Document document;
  private final JsonNode data;
  private final List<String> scripts = new ArrayList<>();

  /**
   * Parses a page.
   *
   * @throws AssertionError if it is not well-formed
   */
  public ParsedPage(String html) {
    String json = "";
    Matcher raw = RAW.matcher(html);
    while (raw.find()) {
      if (raw.group(1).contains("application/json")) {
        json = raw.group(3);
      } else if (raw.group(2).equals("script")) {
        scripts.add(raw.group(3));
      }
    }
    // Scripts and styles end at their end tag, whatever they hold; XML would read them as markup.
    String markup = RAW.matcher(html).replaceAll("$1$4").replace("<!DOCTYPE html>", "");
    try {
      document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(markup)));
      data = new JsonMapper().readTree(json);
    } catch (SAXException | JsonProcessingException e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the charts draw. */
  public JsonNode data() {
    return data;
  }

  /** The scripts. */
  public List<String> scripts() {
    return scripts;
  }

  /** All elements with a name, or with any name for {@code *}. */
  public List<Element> all(String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  /** The element with an id. */
  public Element byId(String id) {
    return all("*").stream()
        .filter(element -> element.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no element has the id " + id));
  }

  /** The text of the whole page. */
  public String text() {
    return document.getDocumentElement().getTextContent();
  }
}
