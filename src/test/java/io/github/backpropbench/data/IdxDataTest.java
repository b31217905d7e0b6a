package io.github.backpropbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backpropbench.problem.NetworkShape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of 2×3 pixels; their first pixel is their number. */
class IdxDataTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";
  private static final NetworkShape SHAPE = new NetworkShape(6, 4, 2);

  /** Where Debian's package dataset-fashion-mnist puts its files. */
  private static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");

  @TempDir private Path folder;

  @BeforeEach
  void writeTraining() throws IOException {
    write(IMAGES, images(10));
    write(LABELS, labels(10));
  }

  @Test
  void readsImagesAndLabels() throws IOException {
    DataSplit split = DataSource.load("idx:" + folder, 1, SHAPE);
    assertThat(split.training().rows()).isEqualTo(6);
    assertThat(split.training().classes()).containsExactly("3", "7");
    int[] numbers = numbers(split.training());
    for (int i = 0; i < numbers.length; i++) {
      int column = numbers[i] % 2;
      assertThat(split.training().y()[2 * i + column]).isEqualTo(1.0);
      assertThat(split.training().y()[2 * i + 1 - column]).isEqualTo(0.0);
      assertThat(split.training().x()[6 * i + 5]).isEqualTo((float) (205 / 255.0));
    }
  }

  @Test
  void itsOwnTestImagesAreTheTest() throws IOException {
    write("t10k-images-idx3-ubyte", images(4));
    write("t10k-labels-idx1-ubyte", labels(4));
    DataSplit split = DataSource.load("idx:" + folder, 1, SHAPE);
    assertThat(split.training().rows()).isEqualTo(8);
    assertThat(split.validation().rows()).isEqualTo(2);
    assertThat(numbers(split.test())).containsExactly(0, 1, 2, 3);
  }

  @Test
  void readsCompressedFilesAndTheOtherSpelling() throws IOException {
    DataSplit plain = DataSource.load("idx:" + folder, 1, SHAPE);
    Files.delete(folder.resolve(IMAGES));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("train-images.idx3-ubyte.gz")))) {
      out.write(images(10));
    }
    DataSplit other = DataSource.load("idx:" + folder, 1, SHAPE);
    assertThat(other.training().x()).containsExactly(plain.training().x());
  }

  @Test
  void refusesACompressedFileThatIsCutShort() throws IOException {
    Files.delete(folder.resolve(IMAGES));
    Path file = folder.resolve(IMAGES + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(images(10));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    refuses("data file " + file + ": its gzip compression is cut short or damaged");
  }

  @Test
  void refusesFilesThatAreCutShort() throws IOException {
    byte[] whole = images(10);
    for (int length : new int[] {16, 17, whole.length - 1}) {
      write(IMAGES, Arrays.copyOf(whole, length));
      refuses(
          in(IMAGES)
              + "cut short: its header announces 60 bytes of images, and it holds "
              + (length - 16));
    }
    write(IMAGES, Arrays.copyOf(whole, 15));
    refuses(in(IMAGES) + "cut short: it ends in its header");
    write(IMAGES, new byte[0]);
    refuses(in(IMAGES) + "too short for an IDX file");
    write(IMAGES, Arrays.copyOf(whole, whole.length + 1));
    refuses(in(IMAGES) + "it holds more than the 60 bytes of images that its header announces");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2049|10|2|3|not an IDX file of images: it begins with 00000801; expected 00000803, bytes in"
            + " 3 dimensions",
        "3331|10|2|3|not an IDX file of images: it begins with 00000d03; expected 00000803, bytes in"
            + " 3 dimensions",
        "2051|0|2|3|it holds no images",
        "2051|-1|2|3|its header announces 4294967295 as a size; expected at least 1",
        "2051|2147483647|2147483647|2147483647|its header announces more values than a Java array"
            + " can hold",
        "2051|1000000000|1|2|cut short: its header announces 2000000000 bytes of images, and it"
            + " holds 60",
        "2051|5|2|6|10 labels for 5 images; expected one for each",
      })
  void refusesAnotherHeader(int magic, int count, int rows, int columns, String sentence)
      throws IOException {
    byte[] file = images(10);
    ByteBuffer.wrap(file).putInt(magic).putInt(count).putInt(rows).putInt(columns);
    write(IMAGES, file);
    refuses(in(sentence.contains("labels") ? LABELS : IMAGES) + sentence);
  }

  @Test
  void refusesMissingFilesAndFolders() throws IOException {
    write("t10k-labels-idx1-ubyte", labels(4));
    refuses(
        "the data idx:%s: the folder has no file t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz"
            .formatted(folder));
    Files.delete(folder.resolve(LABELS));
    refuses(
        "the data idx:%s: the folder has no file %s or %s.gz".formatted(folder, LABELS, LABELS));
    String expected =
        "; expected a folder with train-images-idx3-ubyte and train-labels-idx1-ubyte, or the same"
            + " with .gz";
    assertThatThrownBy(() -> DataSource.load("idx:/no/such", 1, SHAPE))
        .hasMessage("the data idx:/no/such: there is no such folder" + expected);
    Path file = folder.resolve(IMAGES);
    assertThatThrownBy(() -> DataSource.load("idx:" + file, 1, SHAPE))
        .hasMessage("the data idx:" + file + ": not a folder" + expected);
  }

  @Test
  void refusesTestImagesThatDoNotFit() throws IOException {
    byte[] larger = Arrays.copyOf(images(4), 16 + 4 * 8);
    ByteBuffer.wrap(larger).putInt(12, 4);
    write("t10k-images-idx3-ubyte", larger);
    write("t10k-labels-idx1-ubyte", labels(4));
    refuses(
        "the data idx:%s: its images for the training have 6 pixels, and those for the test 8"
            .formatted(folder));
  }

  @Test
  void refusesALabelThatTheNetworkHasNoOutputFor() throws IOException {
    byte[] labels = labels(10);
    labels[labels.length - 1] = (byte) 200;
    write(LABELS, labels);
    refuses(
        "the data idx:%s has 3 classes (3, 7, 200), but the network 6-4-2 has 2 outputs; the two must be equal"
            .formatted(folder));
  }

  /** Its first images are a boot, two shirts and dresses: the labels 9, 0, 0, 3, 0. */
  @Test
  void readsDebiansFashionMnist() throws IOException {
    assumeTrue(Files.isDirectory(FASHION), "dataset-fashion-mnist is not installed");
    DataSplit split = DataSource.load("idx:" + FASHION, 1, new NetworkShape(784, 10, 10));
    assertThat(split.training().rows()).isEqualTo(48_000);
    assertThat(split.validation().rows()).isEqualTo(12_000);
    assertThat(split.test().rows()).isEqualTo(10_000);
    assertThat(split.test().classes())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(split.test().y()[9]).isEqualTo(1.0);
    assertThat(Arrays.stream(split.test().x()).max().orElseThrow()).isEqualTo(1.0);
  }

  private String in(String file) {
    return "data file " + folder.resolve(file) + ": ";
  }

  private void refuses(String sentence) {
    assertThatThrownBy(() -> DataSource.load("idx:" + folder, 1, SHAPE))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(sentence);
  }

  private static int[] numbers(DataSet images) {
    int[] numbers = new int[images.rows()];
    Arrays.setAll(numbers, i -> (int) Math.round(images.x()[i * images.features()] * 255));
    return numbers;
  }

  private static byte[] images(int count) {
    ByteBuffer file = ByteBuffer.allocate(16 + 6 * count);
    file.putInt(0x803).putInt(count).putInt(2).putInt(3);
    for (int i = 0; i < count; i++) {
      file.put(new byte[] {(byte) i, 1, 2, 3, 4, (byte) 205});
    }
    return file.array();
  }

  /** 3 for even numbers of images, 7 for odd ones. */
  private static byte[] labels(int count) {
    ByteBuffer file = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      file.put((byte) (i % 2 == 0 ? 3 : 7));
    }
    return file.array();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }
}
