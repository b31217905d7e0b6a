package io.github.backpropbench.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.problem.NetworkShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDataTest {
  private static final NetworkShape CLASSES = new NetworkShape(2, 3, 2);
  private static final NetworkShape NUMBER = new NetworkShape(2, 3, 1);

  /** Three rows of each class, so that each part gets one. */
  private static final String PLAIN =
      "a,b,kind\n1,10,cat\n2,20,cat\n3,30,cat\n4,40,dog\n5,50,dog\n6,60,dog\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        PLAIN,
        "\uFEFF" + PLAIN,
        "\n\n" + PLAIN + "\n  \n",
        "\"a\",\"b\",\"kind\"\n1,10,\"cat\"\n2,20,cat\n3,30,cat\n4,\"40\",dog\n5,50,dog\n6,60,dog",
        " a , \"b\" ,kind \n 1, 10 ,cat\n2,20, \"cat\" \n3,30,cat\n4,40,dog\n5,5e1,dog\n+6,60.,dog",
      })
  void readsTheSameFromWhatSpreadsheetsWrite(String text) throws IOException {
    for (char delimiter : new char[] {',', ';', '\t'}) {
      for (String lineEnd : new String[] {"\n", "\r\n", "\r"}) {
        String other = text.replace(',', delimiter).replace("\n", lineEnd);
        assertIsPlain(load(other.getBytes(UTF_8), "kind", CLASSES));
      }
    }
  }

  @Test
  void readsACompressedFileWhateverItsName() throws IOException {
    assertIsPlain(load(compressed(PLAIN), "kind", CLASSES));
  }

  private static void assertIsPlain(DataSplit split) {
    assertThat(split.training().classes()).containsExactly("cat", "dog");
    // Rows of cats in the order 1, 3, 2 and of dogs in the order 1, 3, 2, by the seed 1.
    assertThat(split.training().y()).containsExactly(1, 0, 0, 1);
    assertThat(split.training().x()).containsExactly(0, 0, 1, 1);
    assertThat(split.validation().x()).hasSize(4);
    assertThat(split.test().y()).containsExactly(1, 0, 0, 1);
  }

  @Test
  void theLabelMayStandInAnyColumnAndNeedsNoOther() throws IOException {
    String text = "kind,a,b\ncat,1,10\ncat,2,20\ncat,3,30\ndog,4,40\ndog,5,50\ndog,6,60\n";
    assertIsPlain(load(text.getBytes(UTF_8), "kind", CLASSES));
  }

  @Test
  void theDelimiterIsTheMostFrequentOneOutsideOfQuotes() throws IOException {
    String text = PLAIN.replace(',', ';').replace("a;b", "\"a,,,\";b");
    assertIsPlain(load(text.getBytes(UTF_8), "kind", CLASSES));
    text = PLAIN.replace(',', '\t').replace("a\tb", "a;c\tb,d");
    assertIsPlain(load(text.getBytes(UTF_8), "kind", CLASSES));
  }

  @Test
  void quotedFieldsHoldDelimitersQuotesAndLines() throws IOException {
    String text =
        "\"a,1\",\"b \"\"2\"\"\",\"the\nkind\"\n"
            + "1,2,\"x,\"\"y\"\"\"\n".repeat(3)
            + "1,2,\"line\nbreak\"\n".repeat(3);
    DataSplit split = load(text.getBytes(UTF_8), "the\nkind", CLASSES);
    assertThat(split.training().classes()).containsExactly("line\nbreak", "x,\"y\"");
  }

  @Test
  void classesOfNumbersAreInTheOrderOfNumbers() throws IOException {
    String text = "a,b,n\n" + "1,1,10\n".repeat(3) + "2,2,9\n".repeat(3) + "3,3,-1.5\n".repeat(3);
    DataSplit split = load(text.getBytes(UTF_8), "n", new NetworkShape(2, 3));
    assertThat(split.test().classes()).containsExactly("-1.5", "9", "10");
  }

  @Test
  void withOneOutputTheLabelsAreNumbers() throws IOException {
    String text = "a,b,n\n1,1,0.1\n2,2,-3\n3,3,1e3\n";
    DataSplit split = load(text.getBytes(UTF_8), "n", NUMBER);
    assertThat(split.training().isClassification()).isFalse();
    double[] all = new double[3];
    all[0] = split.training().y()[0];
    all[1] = split.validation().y()[0];
    all[2] = split.test().y()[0];
    assertThat(all).containsExactlyInAnyOrder((float) 0.1, -3, 1000);
  }

  /** By the rule: (value − smallest) / (largest − smallest) of the training rows, then rounded. */
  @Test
  void scalesByTheTrainingRowsAlone() throws IOException {
    StringBuilder text = new StringBuilder("a,b,n\n");
    for (int i = 0; i < 13; i++) {
      text.append(i * i).append(",7,").append(i).append('\n');
    }
    DataSplit split = load(text.toString().getBytes(UTF_8), "n", NUMBER);
    int[] training = {1, 2, 5, 6, 7, 9, 11}; // as in DataSourceTest
    int[] test = {4, 8, 12};
    assertThat(split.training().x()).containsExactly(scaled(training));
    assertThat(split.test().x()).containsExactly(scaled(test));
    assertThat(split.training().y()).containsExactly(1, 2, 5, 6, 7, 9, 11);
  }

  private static double[] scaled(int... rows) {
    double[] x = new double[2 * rows.length];
    Arrays.setAll(
        x, i -> i % 2 == 1 ? 0.0 : (float) ((rows[i / 2] * rows[i / 2] - 1) / (121.0 - 1.0)));
    return x;
  }

  @Test
  void namesOfFilesAndColumnsMayHoldTheSeparator() throws IOException {
    Path file = folder.resolve("a#b.csv");
    Files.writeString(file, PLAIN.replace("kind", "#1"));
    DataSplit split = DataSource.load(DataSource.csv(file.toString(), "#1"), 1, CLASSES);
    assertThat(split.test().name()).isEqualTo(file + "##1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      nullValues = "-",
      value = {
        "a,b,kind@1,,x|line 2: column b: the value is missing; expected a number such as 1.5",
        "a,b,kind@1,2,x@1,NaN,x|line 3: column b: 'NaN' is not a finite number; expected one such as 1.5",
        "a,b,kind@@1,inf,x|line 3: column b: 'inf' is not a finite number; expected one such as 1.5",
        "a,b,kind@1,0x10,x|line 2: column b: '0x10' is not a finite number; expected one such as 1.5",
        "a,b,kind@1,2f,x|line 2: column b: '2f' is not a finite number; expected one such as 1.5",
        "a,b,kind@1,1-2,x|line 2: column b: '1-2' is not a finite number; expected one such as 1.5",
        "a;b;kind@1,5;2;x|line 2: column a: '1,5' has a decimal comma; expected a decimal point, as in 1.5",
        "a,b,kind@1,1e39,x|line 2: column b: 1e39 is too large; expected a number of at most 3.4e38 in size",
        "a,b,kind@1,-1e999,x|line 2: column b: -1e999 is too large; expected a number of at most 3.4e38 in size",
        "a,b,kind@1,2,|line 2: column kind: the label is missing; expected a class",
        "a,b,kind@1,2,nan|line 2: column kind: the label is nan; expected a class",
        "a,b,kind@1,2|line 2: 2 values, but the header names 3 columns",
        "a,b,kind@1,2,x@kind|line 3: 1 value, but the header names 3 columns",
        "a,b,kind@1,\u0000,x|line 2: column b: ' ' is not a finite number; expected one such as 1.5",
        "a|line 1: no column is named 'kind'; the first line must name the columns, and it names a"
            + " (columns are separated by commas, semicolons or tabs)",
        "a,b,kind@1,2,x,|line 2: 4 values, but the header names 3 columns",
        "a,b,kind@1,\"2,x|line 2: a quote is not closed, or there is text after a closing one; a"
            + " quote inside of quotes is written twice",
        "a,b,kind@1,\"2\"3,x|line 2: a quote is not closed, or there is text after a closing one; a"
            + " quote inside of quotes is written twice",
        "a,b,kind@\"1@\",2,x@3,4,|line 2: column a: '1 ' is not a finite number; expected one such as 1.5",
        "a,b,type@1,2,x|line 1: no column is named 'kind'; the first line must name the columns,"
            + " and it names a, b, type",
        "1,1,x@1,2,x|line 1: no column is named 'kind'; the first line must name the columns, and"
            + " it names 1, 1, x",
        "a,kind,kind@1,2,x|line 1: columns 2 and 3 are both named kind; each column needs a name of"
            + " its own",
        "a,a,kind@1,2,x|line 1: columns 1 and 2 are both named a; each column needs a name of its own",
        ",a,kind@1,2,x|line 1: column 1 has no name; name it, or remove it (pandas writes its row"
            + " numbers without a name, and does not with index=False)",
        "kind@x@y|line 1: there is only the column kind; expected columns of features beside it,"
            + " separated by commas, semicolons or tabs",
        "@ @|empty; expected a line with the names of columns, then rows",
        "a,b,kind|it names its columns, but has no rows",
      })
  void refusesWhatIsNoData(String text, String sentence) throws IOException {
    Path file = write(text.replace('@', '\n').getBytes(UTF_8));
    refuses(file, CLASSES, "data file " + file + ": " + sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2-3|2 classes (cat, dog), but the network 2-3 has 3 outputs; the two must be equal",
        "3-2|2 features, but the network 3-2 has 3 inputs; the two must be equal",
      })
  void refusesAnotherNetwork(String shape, String sentence) throws IOException {
    Path file = write(PLAIN.getBytes(UTF_8));
    refuses(file, NetworkShape.parse(shape), "the data " + file + "#kind has " + sentence);
  }

  @Test
  void refusesClassesForANetworkThatLearnsNumbers() throws IOException {
    Path file = write(PLAIN.getBytes(UTF_8));
    refuses(
        file,
        NUMBER,
        "data file "
            + file
            + ": line 2: column kind: 'cat' is not a finite number; expected one such as 1.5 (a"
            + " network with one output learns numbers; for classes it needs an output each)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b,kind@1,2,x|the data % has only one class, x; expected two or more to tell apart",
        "a,b,kind@1,2,x@1,2,x@1,2,x|the data % has only one class, x; expected two or more to tell"
            + " apart",
        "a,b,kind@1,2,x@1,2,y|the data % has too few rows, 2, for a validation row and a test row;"
            + " expected three or more of at least one class",
        "a,b,kind@1,2,1@1,2,1.0|the labels 1 and 1.0 are the same number; write it in one way",
      })
  void refusesTooFewRowsOrClasses(String text, String sentence) throws IOException {
    Path file = write(text.replace('@', '\n').getBytes(UTF_8));
    String expected = sentence.replace("%", file + "#kind");
    refuses(
        file,
        CLASSES,
        sentence.startsWith("the labels")
            ? "data file " + file + ", column kind: " + expected
            : expected);
  }

  @Test
  void oneRowIsTooFew() throws IOException {
    Path file = write("a,b,kind\n1,2,3\n".getBytes(UTF_8));
    refuses(
        file,
        NUMBER,
        "the data "
            + file
            + "#kind has too few rows, 1, for a validation row and a test row; expected three or"
            + " more");
  }

  @Test
  void listsTheFirstOfManyClasses() throws IOException {
    StringBuilder text = new StringBuilder("a,b,kind\n");
    for (int i = 0; i < 25; i++) {
      text.append("1,2,").append(i).append('\n');
    }
    Path file = write(text.toString().getBytes(UTF_8));
    assertThatThrownBy(() -> DataSource.load(file + "#kind", 1, CLASSES))
        .hasMessageContaining("has 25 classes (0, 1, 2, ")
        .hasMessageContaining("18, 19, …), but the network 2-3-2 has 2 outputs");
  }

  @Test
  void refusesAnotherEncoding() throws IOException {
    String text = PLAIN.replace("cat", "kätzchen");
    for (byte[] bytes :
        new byte[][] {
          text.getBytes(StandardCharsets.ISO_8859_1),
          ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)
        }) {
      Path file = write(bytes);
      refuses(
          file, CLASSES, "data file " + file + ": not a text in UTF-8; save it in that encoding");
    }
  }

  @Test
  void refusesADamagedCompressedFile() throws IOException {
    byte[] whole = compressed(PLAIN);
    byte[] changed = whole.clone();
    changed[20] ^= 1;
    for (byte[] bytes : new byte[][] {Arrays.copyOf(whole, whole.length - 9), changed}) {
      Path file = write(bytes);
      refuses(
          file, CLASSES, "data file " + file + ": its gzip compression is cut short or damaged");
    }
  }

  @Test
  void refusesWhatIsNoFile() throws IOException {
    Path missing = folder.resolve("missing.csv");
    refuses(missing, CLASSES, "data file " + missing + ": there is no such file");
    refuses(
        folder,
        CLASSES,
        "data file "
            + folder
            + ": a folder; name the file itself, or idx:FOLDER for a folder of IDX files");
    Path file = write(PLAIN.getBytes(UTF_8));
    assertThatThrownBy(() -> DataSource.load(file.toString(), 1, CLASSES))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "the data file %s needs the name of the column of its labels, as in %s#COLUMN"
                .formatted(file, file));
  }

  /** 1e30 is far beyond the training rows' range of 1e-30. */
  @Test
  void refusesAValueThatScalingMakesInfinite() throws IOException {
    StringBuilder text = new StringBuilder("a,b,n\n");
    for (int i = 0; i < 13; i++) {
      text.append(i == 4 ? "1e30" : i + "e-30").append(",7,1\n");
    }
    Path file = write(text.toString().getBytes(UTF_8));
    assertThatThrownBy(() -> DataSource.load(file + "#n", 1, NUMBER))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("a value of feature 1 is too far from those of the training rows");
  }

  private DataSplit load(byte[] bytes, String column, NetworkShape shape) throws IOException {
    return DataSource.load(DataSource.csv(write(bytes).toString(), column), 1, shape);
  }

  private static void refuses(Path file, NetworkShape shape, String sentence) {
    assertThatThrownBy(() -> DataSource.load(file + "#kind", 1, shape))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(sentence);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("data.csv"), bytes);
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
