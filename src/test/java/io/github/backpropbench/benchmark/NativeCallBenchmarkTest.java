package io.github.backpropbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backpropbench.backend.BackendRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets up the benchmark, which verifies it, on the paths that this Java has. */
class NativeCallBenchmarkTest {
  private final NativeCallBenchmark benchmark = new NativeCallBenchmark();

  @ParameterizedTest
  @ValueSource(strings = {"jni", "ffm", "ffm-critical"})
  void theProductIsVerifiedOrThePathRefused(String path) {
    assumeTrue(BackendRegistry.load().find("blas").availability().isAvailable(), "needs OpenBLAS");
    benchmark.path = path;
    if (NativeCallBenchmark.refusal(path).isEmpty()) {
      benchmark.setUp();
      benchmark.multiply();
    } else {
      assertThat(Runtime.version().feature()).isLessThan(22);
      assertThat(path).isNotEqualTo("jni");
      assertThatThrownBy(benchmark::setUp)
          .hasMessageMatching(
              "a call by the foreign function interface needs Java 22 or later, and this is Java"
                  + " \\d+");
    }
  }
}
