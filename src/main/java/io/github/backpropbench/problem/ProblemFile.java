package io.github.backpropbench.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a problem from JSON: an object with the row-major nested arrays {@code x} (batch × inputs),
 * {@code y} (batch × outputs), {@code w1} (inputs × hidden) and {@code w2} (hidden × outputs), and
 * with a bias the plain arrays {@code b1} (hidden) and {@code b2} (outputs). The network's shape
 * and the batch follow from them. Other fields are ignored, so that notes or expected losses may
 * stand in the same file.
 */
public final class ProblemFile {
  static final String FIELDS = "a JSON object with x, y, w1 and w2, and with a bias b1 and b2";

  /**
   * Lenient about NaN and Infinity, which Python's json module writes, so that they can be named as
   * what is wrong. Strict about a field that is given twice, of which one would be lost.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ProblemFile() {}

  /**
   * Reads the problem in a file.
   *
   * @throws InvalidProblemException if there is no such file or it does not hold a problem
   */
  public static Problem read(Path file) throws InvalidProblemException {
    return read(readTree(file), file.toString());
  }

  /**
   * Reads the problem in a JSON object.
   *
   * @param source where the object is from, for the message of the exception
   * @throws InvalidProblemException if the object does not hold a problem
   */
  @SuppressWarnings("NullAway") // javac drops @Nullable from a compact constructor's parameters
  public static Problem read(JsonNode object, String source) throws InvalidProblemException {
    ProblemFields fields = new ProblemFields(object, source);
    JsonMatrix x = fields.matrix("x");
    JsonMatrix y = fields.matrix("y");
    JsonMatrix w1 = fields.matrix("w1");
    JsonMatrix w2 = fields.matrix("w2");
    fields.require(y.rows() == x.rows(), y, x, "y needs as many rows as x");
    fields.require(w1.rows() == x.columns(), w1, x, "w1 needs as many rows as x has columns");
    fields.require(w2.rows() == w1.columns(), w2, w1, "w2 needs as many rows as w1 has columns");
    fields.require(w2.columns() == y.columns(), w2, y, "w2 needs as many columns as y");
    fields.requireBothBiasesOrNone();
    double @Nullable [] b1 = fields.bias("b1", w1);
    double @Nullable [] b2 = fields.bias("b2", w2);
    NetworkShape shape = new NetworkShape(x.columns(), w1.columns(), y.columns());
    return new Problem(shape, x.rows(), x.values(), y.values(), w1.values(), b1, w2.values(), b2);
  }

  private static JsonNode readTree(Path file) throws InvalidProblemException {
    String source = file.toString();
    if (Files.isDirectory(file)) {
      throw new InvalidProblemException(source, "a directory; name the JSON file itself");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return MAPPER.readTree(in);
    } catch (StreamConstraintsException e) {
      String reason = "nested too deeply, or a number or name is too long" + location(e);
      throw new InvalidProblemException(source, reason + "; expected " + FIELDS);
    } catch (JsonProcessingException e) {
      throw new InvalidProblemException(source, "not valid JSON" + location(e) + ": " + reason(e));
    } catch (NoSuchFileException e) {
      throw new InvalidProblemException(source, "there is no such file");
    } catch (AccessDeniedException e) {
      throw new InvalidProblemException(source, "no permission to read it");
    } catch (IOException e) {
      throw new InvalidProblemException(source, "cannot be read: " + e.getMessage());
    }
  }

  private static String location(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static String reason(JsonProcessingException e) {
    return e instanceof MismatchedInputException
        ? "there is more after the first value"
        : JsonFault.of(e);
  }
}
