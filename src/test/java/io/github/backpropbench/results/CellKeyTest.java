package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CellKeyTest {
  @Test
  void labelNamesBenchmarkAndParametersOnOneLine() {
    CellKey cell = new CellKey("org.example.Bench.step", Map.of("batch", "64", "a\nb", "x\ty"));
    assertThat(cell.label()).isEqualTo("Bench.step a b=x y batch=64");
  }

  @Test
  void numbersAreOrderedByValue() {
    Stream<Integer> batches = Stream.of(4096, 8, 64, 1);
    List<CellKey> sorted =
        batches.map(batch -> SampleRun.trainingStep("ejml", batch)).sorted().toList();
    assertThat(sorted)
        .extracting(cell -> cell.parameter("batch"))
        .containsExactly("1", "8", "64", "4096");
  }

  @Test
  void aCellWithFewerParametersComesFirst() {
    CellKey none = new CellKey("a.B.c", Map.of());
    CellKey one = new CellKey("a.B.c", Map.of("p", "1"));
    assertThat(none).isLessThan(one);
    assertThat(one).isGreaterThan(none);
    assertThat(one).isEqualByComparingTo(none.with("p", "1"));
  }

  @Test
  void orderAgreesWithEquals() {
    CellKey one = new CellKey("a.B.c", Map.of("p", "1"));
    assertThat(one.with("p", "01").compareTo(one)).isNotZero();
    assertThat(one.with("p", "01").compareTo(one)).isEqualTo(-one.compareTo(one.with("p", "01")));
  }

  @Test
  void anAbsentParameterIsEmpty() {
    assertThat(SampleRun.trainingStep("ejml", 1).parameter("operation")).isEmpty();
  }

  @Test
  void benchmarkNamesWithoutPackageOrDotHaveALabelToo() {
    assertThat(new CellKey("Bench.step", Map.of()).label()).isEqualTo("Bench.step");
    assertThat(new CellKey("step", Map.of()).label()).isEqualTo("step");
    assertThat(new CellKey("", Map.of()).label()).isEmpty();
  }
}
