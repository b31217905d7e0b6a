package io.github.backpropbench.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.kernel.LossKind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemFileTest {
  private static final String X = "[[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]]";
  private static final String Y = "[[1], [2], [3], [4]]";
  private static final String W1 = "[[0.5, -0.25], [1e-3, 2], [3, -4E2]]";
  private static final String W2 = "[[-1.5], [2.5]]";
  private static final String NO_BIAS = object(X, Y, W1, W2);
  private static final String WITH_BIAS = withFields(NO_BIAS, "'b1': [0.1, 0.2], 'b2': [-3]");

  private final Path folder;

  ProblemFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsShapeBatchAndRowMajorValues() throws IOException {
    Problem problem = read(file(WITH_BIAS));
    assertThat(problem.shape()).isEqualTo(new NetworkShape(3, 2, 1));
    assertThat(problem.rows()).isEqualTo(4);
    assertThat(problem.x()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(problem.y()).containsExactly(1, 2, 3, 4);
    assertThat(problem.layers()).hasSize(2);
    assertThat(problem.layers().get(0).w()).containsExactly(0.5, -0.25, 1e-3, 2, 3, -400);
    assertThat(problem.layers().get(0).b()).containsExactly(0.1, 0.2);
    assertThat(problem.layers().get(1).w()).containsExactly(-1.5, 2.5);
    assertThat(problem.layers().get(1).b()).containsExactly(-3);
  }

  @Test
  void readsTheSmallestProblem() throws IOException {
    Problem problem = read(file(object("[[1]]", "[[2]]", "[[3]]", "[[4]]")));
    assertThat(problem.shape()).isEqualTo(new NetworkShape(1, 1, 1));
    assertThat(problem.rows()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'note': {'deep': [[[0]]]}", "'losses': [NaN, -Infinity]", "'b1': null"})
  void ignoresOtherFieldsAndTakesNullForNoBias(String field) throws IOException {
    assertThat(read(file(withFields(NO_BIAS, field))).hasBias()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsFilesThatStartWithAByteOrderMark(String charset) throws IOException {
    Path file = folder.resolve("bom.json");
    Files.write(file, ("\uFEFF" + WITH_BIAS).getBytes(Charset.forName(charset)));
    assertThat(read(file).hasBias()).isTrue();
  }

  @Test
  void refusesFilesThatAreNotThere() {
    assertRefused(folder.resolve("absent.json"), "there is no such file");
    assertRefused(folder, "a directory; name the JSON file itself");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''             | empty; expected a JSON object with x, y and w1, w2, …, and with a bias b1, b2, …",
        "'  '           | empty; expected a JSON object with x, y and w1, w2, …, and with a bias b1, b2, …",
        "[1, 2]         | holds an array; expected a JSON object with x, y and w1, w2, …, and with a bias b1, b2, …",
        "hello          | not valid JSON at line 1, column 6: 'hello' is no value; a text needs double quotes",
        "{\"x\": [[1, 2} | not valid JSON at line 1, column 13: there is '}' where ']' should be",
        "{\"x\": [[1, 2  | not valid JSON at line 1, column 13: it ends too early",
        "{\"x\": 1} {}    | not valid JSON at line 1, column 10: there is more after the first value",
        "{\"x\": 1, \"x\": 2} | not valid JSON at line 1, column 13: an object has the field 'x' twice",
      })
  void refusesWhatIsNotOneJsonObject(String content, String reason) throws IOException {
    assertRefused(file(content), reason);
  }

  @Test
  void saysAtWhichLineTheJsonIsWrong() throws IOException {
    assertRefused(file("{\n  \"x\": [[1, 2],\n  [3 4]]}"), "not valid JSON at line 3, column 6");
  }

  @Test
  void refusesBytesThatAreNotText() throws IOException {
    Path file = folder.resolve("binary.json");
    Files.write(file, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}'});
    assertRefused(file, "not valid JSON at line 1");
  }

  @Test
  void refusesHugeNestingAndHugeNumbers() throws IOException {
    assertRefused(file("{\"x\": " + "[".repeat(100_000)), "nested too deeply, or");
    assertRefused(file(object("[[" + "1".repeat(2000) + "]]", Y, W1, W2)), "nested too deeply, or");
  }

  @Test
  void refusesUnequalRowsBeforeItReservesSpaceForThem() throws IOException {
    String rows = "[" + "1,".repeat(100_000) + "1]" + ", [1]".repeat(100_000);
    assertRefused(
        file(object("[" + rows + "]", Y, W1, W2)),
        "row 2 of x has length 1, but row 1 has length 100001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "y", "w1"})
  void namesTheMissingField(String field) throws IOException {
    assertRefused(
        file(NO_BIAS.replace('"' + field + '"', "\"other\"")),
        field + " is missing; expected a JSON object with x, y and w1, w2, …");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "3               | x is a number; expected an array of rows, as in [[1, 2], [3, 4]]",
        "null            | x is null; expected an array of rows",
        "{}              | x is an object; expected an array of rows",
        "[]              | x is empty; expected an array of rows",
        "[[]]            | row 1 of x is empty; expected an array of numbers; x is an array of such rows",
        "[[1, 2, 3], []] | row 2 of x is empty",
        "[1, 2, 3]       | row 1 of x is a number; expected an array of numbers",
        "[[1, 2, 3], [4, 5], [7]] | row 2 of x has length 2, but row 1 has length 3",
        "[[1, 2, NaN]]   | value 3 of row 1 of x is NaN; expected a finite number of at most 1.8e308 in size",
        "[[1], [Infinity]] | value 1 of row 2 of x is Infinity; expected a finite number",
        "[[-Infinity]]   | value 1 of row 1 of x is -Infinity; expected a finite number",
        "[[1, -1e999]]   | value 2 of row 1 of x is -Infinity; expected a finite number",
        "[[null]]        | value 1 of row 1 of x is null; expected a finite number",
        "[['1.5']]       | value 1 of row 1 of x is a string; expected a finite number",
        "[[true]]        | value 1 of row 1 of x is a boolean; expected a finite number",
        "[[[1]]]         | value 1 of row 1 of x is an array; expected a finite number",
      })
  void refusesWhatIsNotAMatrixOfFiniteNumbers(String x, String reason) throws IOException {
    assertRefused(file(object(x.replace('\'', '"'), Y, W1, W2)), reason);
  }

  @Test
  void refusesAnIntegerThatOverflowsADouble() throws IOException {
    String x = "[[1" + "0".repeat(400) + "]]";
    assertRefused(file(object(x, Y, W1, W2)), "value 1 of row 1 of x is Infinity");
  }

  @Test
  void refusesShapesThatDoNotFitTogether() throws IOException {
    assertRefused(
        file(object(X, "[[1], [2]]", W1, W2)), "y is 2×1, but x is 4×3: y needs as many rows as x");
    assertRefused(
        file(object(X, Y, "[[1, 2]]", W2)),
        "w1 is 1×2, but x is 4×3: w1 needs as many rows as x has columns");
    assertRefused(
        file(object(X, Y, W1, "[[1], [2], [3]]")),
        "w2 is 3×1, but w1 is 3×2: w2 needs as many rows as w1 has columns");
    assertRefused(
        file(object(X, Y, W1, "[[1, 2], [3, 4]]")),
        "w2 is 2×2, but y is 4×1: w2 needs as many columns as y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'b1': [1, 2]                  | b1 is given without b2; give both or neither",
        "'b1': null, 'b2': [1]         | b2 is given without b1; give both or neither",
        "'b1': [1, 2, 3], 'b2': [1]    | b1 has length 3, but w1 is 3×2: b1 needs a value for each column of w1",
        "'b1': [1, 2], 'b2': [1, 2]    | b2 has length 2, but w2 is 2×1: b2 needs a value for each column of w2",
        "'b1': [[1, 2]], 'b2': [1]     | value 1 of b1 is an array; expected a finite number",
        "'b1': [1, NaN], 'b2': [1]     | value 2 of b1 is NaN; expected a finite number",
        "'b1': [], 'b2': []            | b1 is empty; expected an array of numbers, as in [1, 2]",
        "'b1': 1, 'b2': 2              | b1 is a number; expected an array of numbers",
      })
  void refusesBiasesThatDoNotFit(String fields, String reason) throws IOException {
    assertRefused(file(withFields(NO_BIAS, fields)), reason);
  }

  @Test
  void readsAPipe() throws IOException {
    Path pipe = folder.resolve("pipe");
    assertThat(read(NamedPipe.holding(pipe, WITH_BIAS)).hasBias()).isTrue();
    assertRefused(NamedPipe.holding(folder.resolve("empty"), ""), "empty; expected a JSON object");
  }

  @Test
  void readsAsManyLayersAsThereAre() throws IOException {
    Problem linear = read(file(object(X, Y, "[[1], [2], [3]]").replace("}", ", \"b1\": [1]}")));
    assertThat(linear.shape()).isEqualTo(new NetworkShape(3, 1));
    assertThat(linear.layers().get(0).b()).containsExactly(1);
    Problem deep =
        read(
            file(
                object(X, Y, W1, "[[1, 2], [3, 4]]", "[[1, 2, 3], [4, 5, 6]]", "[[1], [2], [3]]")));
    assertThat(deep.shape()).isEqualTo(new NetworkShape(3, 2, 2, 3, 1));
    assertThat(deep.layers().get(2).w()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'w4': [[1]]                    | w4 is given without w3",
        "'b1': [1, 2], 'b2': [1], 'b3': [1] | b3 is given without w3",
        "'w3': [[1, 2]]                 | w3 is 1×2, but y is 4×1: w3 needs as many columns as y",
        "'w0': [[1]]                    | w0 is given, but layers are counted from 1: w1, …",
        "'b0': [1], 'b1': [1, 2], 'b2': [1] | b0 is given, but layers are counted from 1: b1, …",
        "'w3': null                     | w3 is null; expected an array of rows",
        "'w3': [[1]], 'b1': [1, 2], 'b3': [1] | b1 is given without b2; give all of them or none",
        "'labels': [0, 0, 0, 0]         | labels are for the loss cross-entropy; for squared-error, give y instead",
      })
  void refusesLayersAndTargetsThatDoNotBelongTogether(String fields, String reason)
      throws IOException {
    assertRefused(file(withFields(NO_BIAS, fields)), reason);
  }

  private static final String TWO_CLASSES = "[[-1.5, 0], [2.5, 1]]";

  @Test
  void labelsStandForRowsOfZerosAndOnes() throws IOException {
    String object = object(X, "null", W1, TWO_CLASSES);
    Path file = file(withFields(object, "'labels': [0, 1, 1.0, 0]"));
    assertThat(ProblemFile.read(file, LossKind.CROSS_ENTROPY).y())
        .containsExactly(1, 0, 0, 1, 0, 1, 1, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[0, 1, 0]      | labels has length 3, but x is 4×3: it needs a label for each row of x",
        "[0, 1, 2, 0]   | value 3 of labels is 2; expected a whole number from 0 to 1, as w2 is 2×2",
        "[0, 1, 0, -1]  | value 4 of labels is -1; expected a whole number from 0 to 1",
        "[0, 0.5, 0, 1] | value 2 of labels is 0.5; expected a whole number from 0 to 1",
        "[0, 'a', 0, 1] | value 2 of labels is a string; expected a whole number from 0 to 1",
        "[0, NaN, 0, 1] | value 2 of labels is NaN; expected a whole number from 0 to 1",
        "[[0], 1, 0, 1] | value 1 of labels is an array; expected a whole number from 0 to 1",
        "[]             | labels is empty; expected an array of whole numbers from 0",
        "3              | labels is a number; expected an array of whole numbers from 0",
      })
  void refusesLabelsThatAreNoClasses(String labels, String reason) throws IOException {
    String object = object(X, "null", W1, TWO_CLASSES);
    Path file = file(withFields(object, "'labels': " + labels));
    assertRefused(file, LossKind.CROSS_ENTROPY, reason);
  }

  @Test
  void refusesTargetsThatAreNoProbabilities() throws IOException {
    assertRefused(
        file(object(X, "[[0, 1], [0.5, 0.5], [0.5, 0.4], [1, 0]]", W1, TWO_CLASSES)),
        LossKind.CROSS_ENTROPY,
        "row 3 of y sums to 0.9; cross-entropy needs probabilities that sum to 1");
    assertRefused(
        file(object(X, "[[0, 1], [1.5, -0.5], [0.5, 0.5], [1, 0]]", W1, TWO_CLASSES)),
        LossKind.CROSS_ENTROPY,
        "row 2 of y holds -0.5; cross-entropy needs probabilities, of 0 to 1");
    assertRefused(
        file(NO_BIAS),
        LossKind.CROSS_ENTROPY,
        "cross-entropy needs at least two outputs, one for each class; 3-2-1 has one");
    assertRefused(
        file(withFields(object(X, "[[1, 0]]", W1, TWO_CLASSES), "'labels': [0, 1, 1, 0]")),
        LossKind.CROSS_ENTROPY,
        "y and labels are both given; give one of them");
    assertRefused(
        file("{\"x\": " + X + ", \"w1\": " + W1 + "}"),
        LossKind.CROSS_ENTROPY,
        "neither y nor labels are given; cross-entropy needs one of them");
  }

  @Test
  void refusesLabelsWhoseZerosAndOnesFitNoArray() throws IOException {
    String rows = "[1]" + ", [1]".repeat(49_999);
    String labels = "0" + ", 0".repeat(49_999);
    String weights = "[[0" + ", 0".repeat(49_999) + "]]";
    assertRefused(
        file(withFields(object("[" + rows + "]", "null", weights), "'labels': [" + labels + "]")),
        LossKind.CROSS_ENTROPY,
        "50000 labels of 50000 classes are too many for a Java array");
  }

  private static Problem read(Path file) throws InvalidProblemException {
    return ProblemFile.read(file, LossKind.SQUARED_ERROR);
  }

  /** One sentence: it names the file, gives the reason, and holds no line break and no class. */
  private static void assertRefused(Path file, String reason) {
    assertRefused(file, LossKind.SQUARED_ERROR, reason);
  }

  private static void assertRefused(Path file, LossKind loss, String reason) {
    assertThatThrownBy(() -> ProblemFile.read(file, loss))
        .isInstanceOf(InvalidProblemException.class)
        .hasMessageStartingWith("problem file " + file + ": " + reason)
        .message()
        .doesNotContain("\n", "Exception", "[Source", "com.fasterxml");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("problem.json"), content, StandardCharsets.UTF_8);
  }

  private static String object(String x, String y, String... weights) {
    StringBuilder object = new StringBuilder("{\"x\": " + x + ", \"y\": " + y);
    for (int i = 0; i < weights.length; i++) {
      object.append(", \"w").append(i + 1).append("\": ").append(weights[i]);
    }
    return object.append('}').toString();
  }

  private static String withFields(String object, String fields) {
    return object.substring(0, object.length() - 1) + ", " + fields.replace('\'', '"') + "}";
  }
}
