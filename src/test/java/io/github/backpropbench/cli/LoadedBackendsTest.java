package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.AcceptedCells;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.results.CellKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoadedBackendsTest {

  @Test
  void nativeCallsThatThisJavaDoesNotHaveAreLeftOutWithTheReason() {
    List<CellKey> cells =
        Stream.of("jni", "ffm", "ffm-critical")
            .map(
                path ->
                    new CellKey(
                        BenchmarkKind.NATIVE_CALL.method(),
                        Map.of("backend", "blas", "path", path)))
            .toList();
    int java = Runtime.version().feature();
    AcceptedCells accepted = LoadedBackends.ofThisJvm().accepted(cells);
    if (java < 22) {
      assertThat(accepted.cells()).containsExactly(cells.get(0));
      assertThat(accepted.leftOut())
          .containsExactly(
              "blas: a call by the foreign function interface needs Java 22 or later, and this is"
                  + " Java "
                  + java);
    } else {
      assertThat(accepted.cells()).isEqualTo(cells);
      assertThat(accepted.leftOut()).isEmpty();
    }
  }
}
