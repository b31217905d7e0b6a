package io.github.backpropbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.problem.NetworkShape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data sets of the jar; their recorded values were computed by a Python script. */
class DataSourceTest {
  private static final NetworkShape DIGITS = new NetworkShape(64, 32, 10);

  /** How often each digit occurs, as the data set's authors say. */
  private static final int[] OF_EACH = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};

  @Test
  void digitsAreDividedClassByClass() throws InvalidDataException {
    DataSplit digits = DataSource.load("digits", 1, DIGITS);
    assertThat(digits.training().rows()).isEqualTo(1079);
    assertThat(digits.validation().rows()).isEqualTo(359);
    assertThat(digits.test().rows()).isEqualTo(359);
    int[] fifths = Arrays.stream(OF_EACH).map(rows -> (rows + 2) / 5).toArray();
    assertThat(ofEach(digits.validation())).containsExactly(fifths);
    assertThat(ofEach(digits.test())).containsExactly(fifths);
    int[] others = new int[10];
    Arrays.setAll(others, i -> OF_EACH[i] - 2 * fifths[i]);
    assertThat(ofEach(digits.training())).containsExactly(others);
    assertThat(digits.training().name()).isEqualTo("digits");
    assertThat(digits.training().classes())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  @Test
  void digitsAreScaledToOne() throws InvalidDataException {
    DataSet first = DataSource.load("digits", 1, DIGITS).training().select(0);
    assertThat(first.x()).startsWith(0, 0, 5 / 16.0, 13 / 16.0, 9 / 16.0, 1 / 16.0, 0, 0);
    assertThat(first.y()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(Arrays.stream(Digits.load().selectAll().x()).max().orElseThrow()).isEqualTo(1.0);
  }

  /** Other programs repeat the division by its rule, so that it is recorded here. */
  @ParameterizedTest
  @CsvSource({
    "1, 967368, 312948, 333390, 693788187, 75619723, 79219794",
    "-7, 967686, 320511, 325509, 696253458, 76936445, 77156821"
  })
  void theDivisionOfASeedIsTheSameEverywhere(
      long seed, long training, long validation, long test, long inOrder, long second, long third) {
    RowSplit rows = RowSplit.of(Digits.load(), seed);
    assertThat(List.of(sum(rows.training()), sum(rows.validation()), sum(rows.test())))
        .containsExactly(training, validation, test);
    assertThat(
            List.of(weighted(rows.training()), weighted(rows.validation()), weighted(rows.test())))
        .containsExactly(inOrder, second, third);
  }

  @Test
  void theDivisionWithoutClassesIsTheSameEverywhere() {
    RowSplit rows = RowSplit.of(numbers(null), 1);
    assertThat(rows.training()).containsExactly(1, 2, 5, 6, 7, 9, 11);
    assertThat(rows.validation()).containsExactly(0, 3, 10);
    assertThat(rows.test()).containsExactly(4, 8, 12);
    RowSplit twoParts = RowSplit.of(numbers(numbers(null)), 1);
    assertThat(twoParts.training()).containsExactly(0, 1, 2, 3, 5, 6, 7, 9, 10, 11);
    assertThat(twoParts.validation()).containsExactly(4, 8, 12);
    assertThat(twoParts.test()).isEmpty();
  }

  @Test
  void aTeacherIsTheSameEverywhere() throws InvalidDataException {
    DataSet data = DataSource.load("teacher:3-4-2:10", 5, new NetworkShape(3, 7, 2)).test();
    assertThat(data.isClassification()).isFalse();
    // Another order of the sums may round to the next float32 number.
    double[] recorded = {
      1.342625379562378, 0.3222156763076782, 4.741850852966309, -0.5805684924125671
    };
    assertThat(data.y()).usingComparatorWithPrecision(1e-6).containsExactly(recorded);
  }

  @Test
  void aTeachersValuesAreFloats() {
    DataSet data = new Teacher(new NetworkShape(4, 8, 1), 50).load().selectAll();
    assertThat(data.x()).isEqualTo(floats(data.x()));
    assertThat(data.y()).isEqualTo(floats(data.y()));
  }

  @ParameterizedTest
  @CsvSource({
    "teacher:8-16-1, teacher:8-16-1",
    "teacher:8-16-1:2000, teacher:8-16-1",
    "teacher:08-16-1:0100, teacher:8-16-1:100"
  })
  void aTeacherIsCalledByItsShortestName(String text, String name) throws InvalidDataException {
    assertThat(DataSource.load(text, 1, new NetworkShape(8, 1)).training().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "digits|63-10|the data digits has 64 features, but the network 63-10 has 63 inputs; the"
            + " two must be equal",
        "digits|64-9|the data digits has 10 classes (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), but the network"
            + " 64-9 has 9 outputs; the two must be equal",
        "teacher:3-2|3-1|the data teacher:3-2 has 2 numbers to learn in each row, but the network"
            + " 3-1 has 1 output; the two must be equal",
        "teacher:3|3-1|the data teacher:3: '3' is not a shape; write two or more widths from inputs"
            + " to outputs, for instance 3-2-1",
        "teacher:3-1:0|3-1|the data teacher:3-1:0: '0' is not a number of rows, such as 2000",
        "teacher:3-1:|3-1|the data teacher:3-1:: '' is not a number of rows, such as 2000",
        "teacher:3-1:9999999999|3-1|the data teacher:3-1:9999999999: 9999999999 rows of 3 values"
            + " are too many for a Java array",
        "teacher:3-1:2|3-1|the data teacher:3-1:2 has too few rows, 2, for a validation row and a"
            + " test row; expected three or more",
      })
  void refusesWhatCannotBeTrained(String data, String shape, String sentence) {
    assertThatThrownBy(() -> DataSource.load(data, 1, NetworkShape.parse(shape)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(sentence);
  }

  private static Samples numbers(@Nullable Samples test) {
    Samples.Numbers x = new Samples.Numbers(new double[13], 1);
    return new Samples("", x, 1, new double[13], List.of(), test);
  }

  private static int[] ofEach(DataSet data) {
    int[] counts = new int[data.outputs()];
    for (int i = 0; i < data.y().length; i++) {
      counts[i % counts.length] += (int) data.y()[i];
    }
    return counts;
  }

  private static double[] floats(double... values) {
    return Arrays.stream(values).map(value -> (float) value).toArray();
  }

  private static long sum(int... rows) {
    return Arrays.stream(rows).asLongStream().sum();
  }

  private static long weighted(int... rows) {
    long sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += (long) i * rows[i];
    }
    return sum;
  }
}
