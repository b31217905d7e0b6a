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
  void whatWasMeasuredBeforeThereWereThreadsWasMeasuredOnOne() {
    String step = "io.github.backpropbench.benchmark.TrainingStepBenchmark.step";
    Map<String, String> before = Map.of("backend", "ejml", "precision", "f32");
    CellKey cell = new CellKey(step, before);
    assertThat(cell.value(Factor.THREADS)).isEqualTo("1");
    assertThat(cell)
        .isEqualTo(cell.with(Factor.THREADS, "1"))
        .isNotEqualTo(cell.with(Factor.THREADS, "2"));

    assertThat(new CellKey("org.example.Bench.step", before).parameters()).isEqualTo(before);
    Map<String, String> control = Map.of("backend", "ejml", "path", "direct");
    assertThat(new CellKey(step, control).parameters()).isEqualTo(control);
  }

  @Test
  void whatWasCalledAutogradBeforeThereWasFusionIsTheGraph() {
    String step = "io.github.backpropbench.benchmark.TrainingStepBenchmark.step";
    Map<String, String> before = Map.of("backend", "ejml", "gradient", "autograd");
    CellKey cell = new CellKey(step, before);
    assertThat(cell.value(Factor.GRADIENT)).isEqualTo("graph");
    assertThat(cell.value(Factor.FUSION)).isEqualTo("on");
    assertThat(cell.with(Factor.BATCH, "1").value(Factor.GRADIENT)).isEqualTo("graph");
    CellKey eager = cell.with(Factor.GRADIENT, "autograd");
    assertThat(eager.value(Factor.GRADIENT)).isEqualTo("autograd");
    assertThat(eager.with(Factor.BATCH, "1").value(Factor.GRADIENT)).isEqualTo("autograd");

    Map<String, String> pytorch = Map.of("backend", "pytorch", "gradient", "autograd");
    assertThat(new CellKey(step, pytorch).value(Factor.GRADIENT)).isEqualTo("autograd");
    Map<String, String> jax = Map.of("backend", "jax-step", "gradient", "autograd");
    assertThat(new CellKey(step, jax).value(Factor.GRADIENT)).isEqualTo("graph");
    assertThat(new CellKey("org.example.Bench.step", before).parameters()).isEqualTo(before);
  }

  @Test
  void numbersAreOrderedByValue() {
    Stream<Integer> batches = Stream.of(4096, 8, 64, 1);
    List<CellKey> sorted =
        batches.map(batch -> SampleRun.trainingStep("ejml", batch)).sorted().toList();
    assertThat(sorted)
        .extracting(cell -> cell.value(Factor.BATCH))
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
    assertThat(SampleRun.trainingStep("ejml", 1).value(Factor.OPERATION)).isEmpty();
  }

  @Test
  void benchmarkNamesWithoutPackageOrDotHaveALabelToo() {
    assertThat(new CellKey("Bench.step", Map.of()).label()).isEqualTo("Bench.step");
    assertThat(new CellKey("step", Map.of()).label()).isEqualTo("step");
    assertThat(new CellKey("", Map.of()).label()).isEmpty();
  }
}
