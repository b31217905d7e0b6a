package io.github.backpropbench.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.backpropbench.problem.InputFile;
import io.github.backpropbench.problem.JsonFault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads files in the format of JMH's {@code -rf json}, of any benchmark and any version of JMH: an
 * array of results, several one after the other, or results without an array around them. One
 * result is in memory at a time, so a file may be large.
 */
public final class JmhResultReader {
  private static final ObjectReader NODES =
      Json.MAPPER
          .readerFor(JsonNode.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS); // the next result trails

  /** As much of a file's start as tells what it is, in bytes. */
  private static final int START = 512;

  private final String name;
  private final List<JmhResult> results = new ArrayList<>();

  private JmhResultReader(String name) {
    this.name = name;
  }

  /**
   * All results of a file, in its order.
   *
   * @param file see {@link InputFile}
   * @throws InvalidResultsException if it cannot be read or is not such a file; the message names
   *     the line
   */
  public static List<JmhResult> read(Path file) throws InvalidResultsException {
    JmhResultReader reader = new JmhResultReader(InputFile.name(file));
    try (BufferedInputStream stream = new BufferedInputStream(InputFile.open(file))) {
      reader.requireJson(stream);
      try (JsonParser parser = Json.MAPPER.createParser(stream)) {
        reader.readAll(parser);
      }
    } catch (InvalidResultsException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw reader.invalid(Json.lineOf(e) + " is not JSON: " + reason(e), e);
    } catch (IOException e) {
      throw reader.invalid(" cannot be read: " + IoReason.of(e), e);
    }
    if (reader.results.isEmpty()) {
      throw reader.invalid(" holds no results", null);
    }
    return reader.results;
  }

  private void requireJson(BufferedInputStream stream) throws IOException {
    stream.mark(START);
    byte[] start = stream.readNBytes(START);
    stream.reset();
    Optional<String> other = OtherFormat.of(start);
    if (other.isPresent()) {
      throw invalid(", line 1, is not JSON: " + other.get(), null);
    }
    if (OtherFormat.isEmpty(start)) {
      throw invalid(" holds no results: it is empty", null);
    }
  }

  private void readAll(JsonParser parser) throws IOException {
    boolean inArray = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      int line = parser.currentTokenLocation().getLineNr();
      if (token == JsonToken.START_OBJECT) {
        add(NODES.readValue(parser), line);
      } else if (token == JsonToken.START_ARRAY && !inArray) {
        inArray = true;
      } else if (token == JsonToken.END_ARRAY) {
        inArray = false;
      } else {
        throw notAResult(line, "it is " + words(parser, token) + ", not an object", null);
      }
    }
  }

  private void add(JsonNode node, int line) throws InvalidResultsException {
    try {
      results.add(JmhResultNode.read(node));
    } catch (IllegalArgumentException e) {
      throw notAResult(line, String.valueOf(e.getMessage()), e);
    }
  }

  private static String words(JsonParser parser, JsonToken token) throws IOException {
    return token == JsonToken.START_ARRAY ? "an array in an array" : Json.excerpt(parser.getText());
  }

  private static String reason(JsonProcessingException exception) {
    return Json.reason(exception)
        + JsonFault.notFinite(exception)
            .map(token -> "; JMH writes it as the text \"" + JmhResultNode.inPlaceOf(token) + "\"")
            .orElse("");
  }

  private InvalidResultsException notAResult(int line, String why, @Nullable Exception cause) {
    return invalid(", line " + line + ", is not a result of JMH: " + why, cause);
  }

  private InvalidResultsException invalid(String what, @Nullable Exception cause) {
    return new InvalidResultsException(name + what, cause);
  }
}
