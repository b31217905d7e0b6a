package io.github.backpropbench.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.backpropbench.problem.ProblemFields.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a problem from JSON: an object with the row-major nested arrays {@code x} (batch × inputs),
 * {@code y} (batch × outputs), {@code w1} (inputs × hidden) and {@code w2} (hidden × outputs), and
 * with a bias the plain arrays {@code b1} (hidden) and {@code b2} (outputs). The network's shape
 * and the batch follow from them. Other fields are ignored, so that notes or expected losses can be
 * kept in the same file.
 */
public final class ProblemFile {
  static final String FIELDS = "a JSON object with x, y, w1 and w2, and with a bias b1 and b2";

  /**
   * Lenient about NaN and Infinity, which Python's json module writes, so that they can be named as
   * what is wrong. Strict about duplicate fields, one of which would be lost.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ProblemFile() {}

  /**
   * Reads the problem in a file, see {@link InputFile}.
   *
   * @throws InvalidProblemException if there is no such file or it does not hold a problem
   */
  public static Problem read(Path file) throws InvalidProblemException {
    return read(readTree(file), InputFile.name(file));
  }

  /**
   * Reads the problem in a JSON object.
   *
   * @param source where the object is from, for the message of the exception
   * @throws InvalidProblemException if the object does not hold a problem
   */
  public static Problem read(JsonNode object, String source) throws InvalidProblemException {
    ProblemFields fields = new ProblemFields(object, source);
    Matrix x = fields.matrix("x");
    Matrix y = fields.matrix("y");
    List<Matrix> weights = new ArrayList<>();
    for (int i = 1; i <= NetworkShape.READABLE_LAYERS; i++) {
      weights.add(fields.matrix("w" + i));
    }
    fields.require(y.rows() == x.rows(), y, x, "y needs as many rows as x");
    List<Integer> widths = new ArrayList<>(List.of(x.columns()));
    Matrix before = x;
    for (Matrix w : weights) {
      String need = w.name() + " needs as many rows as " + before.name() + " has columns";
      fields.require(w.rows() == before.columns(), w, before, need);
      widths.add(w.columns());
      before = w;
    }
    fields.require(
        before.columns() == y.columns(), before, y, before.name() + " needs as many columns as y");
    fields.requireBothBiasesOrNone();
    List<Layer<double[]>> layers = new ArrayList<>();
    for (Matrix w : weights) {
      layers.add(new Layer<>(w.values(), fields.bias(w.name().replace('w', 'b'), w)));
    }
    return new Problem(new NetworkShape(widths), x.rows(), x.values(), y.values(), layers);
  }

  private static JsonNode readTree(Path file) throws InvalidProblemException {
    String source = InputFile.name(file);
    if (!InputFile.isStandardInput(file) && Files.isDirectory(file)) {
      throw new InvalidProblemException(source, "a directory; name the JSON file itself");
    }
    try (InputStream in = InputFile.open(file)) {
      return MAPPER.readTree(in);
    } catch (StreamConstraintsException e) {
      String reason = "nested too deeply, or a number or name is too long" + location(e);
      throw new InvalidProblemException(source, reason + "; expected " + FIELDS);
    } catch (JsonProcessingException e) {
      throw new InvalidProblemException(
          source, "not valid JSON" + location(e) + ": " + JsonFault.of(e));
    } catch (NoSuchFileException e) {
      throw new InvalidProblemException(source, "there is no such file");
    } catch (AccessDeniedException e) {
      throw new InvalidProblemException(source, "no permission to read it");
    } catch (IOException e) {
      throw new InvalidProblemException(source, "cannot be read: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : String.valueOf(e.getMessage());
  }

  private static String location(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
