package io.github.backpropbench.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.problem.NetworkShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDataTest {
  private static final NetworkShape CLASSES = new NetworkShape(2, 3, 2);
  private static final NetworkShape NUMBER = new NetworkShape(2, 3, 1);

  /** Three rows of each class, so that each part gets one. */
  static final String PLAIN =
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

  private DataSplit load(byte[] bytes, String column, NetworkShape shape) throws IOException {
    return DataSource.load(DataSource.csv(write(bytes).toString(), column), 1, shape);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("data.csv"), bytes);
  }

  static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
