package io.github.backpropbench.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WarmProductTest {

  /**
   * What is called seldom has no profile yet when the loop is compiled, now and then; where the
   * interpreter alone makes profiles, and late, that is so in each JVM.
   */
  @Test
  void noSumBecomesAnObjectWhereTheCompilerHasNoProfile() throws IOException {
    assertThat(
            VectorProcess.output(
                WarmProduct.class,
                "--add-modules=jdk.incubator.vector",
                "-XX:-TieredCompilation",
                "-Dfile.encoding=UTF-8"))
        .contains("A·Bᵀ: 0 bytes", "A·B: 0 bytes", "Aᵀ·B: 0 bytes");
  }
}
