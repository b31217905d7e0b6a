package io.github.backpropbench.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.ProblemFields.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a problem from JSON: an object with the row-major nested arrays {@code x} (rows × inputs),
 * {@code y} (rows × outputs) and {@code w1, w2, …} (a layer's inputs × its outputs), and with a
 * bias the plain arrays {@code b1, b2, …}. For the cross-entropy, the plain array {@code labels},
 * each row's class from 0 on, may stand for {@code y}. The network's shape and the number of rows
 * follow from them. Other fields are ignored, so that notes or expected losses can be kept in the
 * same file.
 */
public final class ProblemFile {
  static final String FIELDS = "a JSON object with x, y and w1, w2, …, and with a bias b1, b2, …";

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
   * @throws InvalidProblemException if there is no such file or it does not hold a problem for the
   *     loss
   */
  public static Problem read(Path file, LossKind loss) throws InvalidProblemException {
    return read(readTree(file), InputFile.name(file), loss);
  }

  /**
   * Reads the problem in a JSON object.
   *
   * @param source where the object is from, for the message of the exception
   * @throws InvalidProblemException if the object does not hold a problem for the loss
   */
  public static Problem read(JsonNode object, String source, LossKind loss)
      throws InvalidProblemException {
    ProblemFields fields = new ProblemFields(object, source);
    Matrix x = fields.matrix("x");
    List<Matrix> weights = fields.weights();
    Matrix y = fields.target(loss, x, weights.get(weights.size() - 1));
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
    fields.requireAllBiasesOrNone(weights.size());
    List<Layer<double[]>> layers = new ArrayList<>();
    for (Matrix w : weights) {
      layers.add(new Layer<>(w.values(), fields.bias(w.name().replace('w', 'b'), w)));
    }
    try {
      Problem problem =
          new Problem(new NetworkShape(widths), x.rows(), x.values(), y.values(), layers);
      problem.requireFor(loss);
      return problem;
    } catch (IllegalArgumentException e) {
      throw new InvalidProblemException(source, String.valueOf(e.getMessage()));
    }
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
    } catch (IOException e) {
      throw new InvalidProblemException(source, InputFile.fault(e));
    }
  }

  private static String location(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
