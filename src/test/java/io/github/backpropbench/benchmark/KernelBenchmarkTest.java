package io.github.backpropbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sets up the benchmark of each operation, which verifies it, and calls it as JMH does. */
class KernelBenchmarkTest {
  @ParameterizedTest
  @EnumSource(KernelOperation.class)
  void everyOperationIsVerifiedAtTheLogitsOfTenClasses(KernelOperation operation) {
    for (String backend : new String[] {"arrays", "ejml", "ojalgo"}) {
      KernelBenchmark benchmark = new KernelBenchmark();
      benchmark.fusion = backend.equals("ojalgo") ? "off" : "on";
      benchmark.backend = backend;
      benchmark.precision = "f32";
      benchmark.threads = 1;
      benchmark.operation = operation.label();
      benchmark.size = "512x1x10";
      benchmark.setUp();
      benchmark.takeNext();
      double first = benchmark.apply();
      assertThat(benchmark.apply()).isFinite().isEqualTo(first);
      if (operation == KernelOperation.CROSS_ENTROPY) {
        // About that of normal logits and a class that does not depend on them.
        assertThat(first).isBetween(Math.log(10), Math.log(10) + 1);
      }
    }
  }
}
