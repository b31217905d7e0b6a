package io.github.backpropbench.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
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

  /** Without its arguments, two JVMs of three make objects: 74 kB or more. */
  @Test
  @Tag("slow")
  void noVectorBecomesAnObjectInAStepThatIsCompiledAsAWhole() throws IOException {
    List<String> arguments = new ArrayList<>(new VectorProvider().jvmArguments());
    arguments.addAll(List.of("-XX:+UseSerialGC", "-Djmh.ignoreLock=true"));
    assertThat(VectorProcess.output(WarmStep.class, arguments.toArray(String[]::new)))
        .containsPattern("^(WARNING.*\n)?[0-4]\\.\\d kB per step\n$");
  }
}
