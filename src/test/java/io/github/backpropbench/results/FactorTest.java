package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.NetworkShape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactorTest {
  private static final String OTHERS_BENCHMARK = "com.example.SortBenchmark.sort";

  @ParameterizedTest
  @EnumSource(Factor.class)
  void defaultsAndBaselineAreValuesAsCellsWriteThem(Factor factor) {
    assertThat(Stream.concat(factor.defaults().stream(), Stream.of(factor.baseline())))
        .filteredOn(value -> !value.isEmpty())
        .allSatisfy(value -> assertThat(factor.canonical(value)).isEqualTo(value));
  }

  @Test
  void aFactorWithAnOptionHasADefault() {
    assertThat(Factor.values())
        .filteredOn(factor -> !factor.option().isEmpty())
        .hasSizeGreaterThan(5)
        .allMatch(factor -> !factor.defaults().isEmpty());
  }

  @Test
  void whatIsNoValueIsRefusedWithWhatWouldBe() {
    assertRefused(Factor.BATCH, "0", "'0' is not a whole number from 1 to 2147483647");
    assertRefused(Factor.BATCH, "many", "'many' is not a whole number from 1 to 2147483647");
    assertRefused(Factor.BIAS, "yes", "'yes' is neither true nor false");
    assertRefused(Factor.PRECISION, "f16", "unknown precision 'f16'; known: f32, f64");
    assertRefused(
        Factor.SHAPE,
        "3-",
        "'3-' is not a shape; write two or more widths from inputs to outputs, for instance"
            + " 3-2-1");
  }

  @Test
  void resultsOfBeforeHaveTheLossAndTheBatchOfThen() {
    CellKey old =
        new CellKey(
            SampleRun.trainingStep("ejml", 64).benchmark(),
            Map.of("backend", "ejml", "gradient", "manual", "optimizer", "sgd", "batch", "64"));
    assertThat(old.value(Factor.LOSS)).isEqualTo("squared-error");
    assertThat(old.value(Factor.FEED)).isEqualTo("fixed");
    CellKey kernel = new CellKey(old.benchmark(), Map.of("backend", "ejml", "size", "1x2x3"));
    assertThat(kernel.has(Factor.LOSS)).isFalse();
    assertThat(kernel.has(Factor.FEED)).isFalse();
  }

  private static void assertRefused(Factor factor, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factor.canonical(value))
        .withMessage(message);
  }

  @Test
  void wordsLeaveOutWhatGoesWithoutSaying() {
    assertThat(Factor.BIAS.words("true")).isEqualTo("bias");
    assertThat(Factor.BIAS.words("false")).isEqualTo("no bias");
    assertThat(Factor.BIAS.words("maybe")).isEqualTo("bias=maybe");
    assertThat(Factor.THREADS.words("1")).isEmpty();
    assertThat(Factor.THREADS.words("2")).isEqualTo("2 threads");
    assertThat(Factor.OPTIMIZER.words("adam")).isEqualTo("adam");
    assertThat(Factor.LOSS.words("squared-error")).isEmpty();
    assertThat(Factor.LOSS.words("cross-entropy")).isEqualTo("cross-entropy");
    assertThat(Factor.FEED.words("fixed")).isEmpty();
    assertThat(Factor.FEED.words("next")).isEqualTo("next minibatch");
    assertThat(Factor.FEED.words("strange")).isEqualTo("feed=strange");
  }

  @Test
  void knownValuesComeInTheirOrderAndOthersAfterThem() {
    assertThat(Stream.of("b", "adam", "a", "sgd").sorted(Factor.OPTIMIZER.order()))
        .containsExactly("sgd", "adam", "a", "b");
    assertThat(Stream.of("64", "8", "4096").sorted(Factor.BATCH.order()))
        .containsExactly("8", "64", "4096");
  }

  @Test
  void cellsAnswerWithTypes() {
    CellKey cell = SampleRun.trainingStep("ejml", 64);
    assertThat(cell.backend()).isEqualTo("ejml");
    assertThat(cell.shape()).contains(NetworkShape.parse("3-2-1"));
    assertThat(cell.precision()).contains(Precision.F32);
    assertThat(cell.batch()).hasValue(64);
    assertThat(cell.threads()).hasValue(1);
  }

  @Test
  void aForeignCellsValuesMayBeAnything() {
    CellKey cell =
        new CellKey(OTHERS_BENCHMARK, Map.of("shape", "circle", "batch", "many", "gpu", "2"));
    assertThat(cell.shape()).isEmpty();
    assertThat(cell.batch()).isEmpty();
    assertThat(cell.precision()).isEmpty();
    assertThat(cell.value(Factor.SHAPE)).isEqualTo("circle");
    assertThat(cell.backend()).isEmpty();
  }

  @Test
  void onlyTheSuitesOwnCellsWereOnOneThreadWithoutSayingSo() {
    Map<String, String> before = Map.of("backend", "ejml", "precision", "f32");
    CellKey own = SampleRun.trainingStep("ejml", 64);
    assertThat(new CellKey(own.benchmark(), before).threads()).hasValue(1);
    assertThat(new CellKey(own.benchmark(), Map.of("gradient", "manual")).threads()).isEmpty();
    assertThat(new CellKey(OTHERS_BENCHMARK, before).threads()).isEmpty();
  }
}
