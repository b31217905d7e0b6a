package io.github.backpropbench.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class VectorProviderTest {

  @Test
  void withItsOwnArgumentsItIsAvailable() throws IOException {
    String[] arguments = new VectorProvider().jvmArguments().toArray(String[]::new);
    assertThat(VectorProcess.output(arguments))
        .contains("missing: \n")
        .containsPattern("details: \\{vector width=(128|256|512) bits}");
  }

  @Test
  void withoutTheModuleItIsListedWithTheReasonAndHurtsNoOther() throws IOException {
    assertThat(VectorProcess.output())
        .contains("failures: []")
        .contains("arrays: true")
        .contains("version: Java " + Runtime.version())
        .contains("missing: the JVM was started without --add-modules=jdk.incubator.vector\n");
  }

  @Test
  void withVectorsOfOneNumberItIsListedWithTheReason() throws IOException {
    assertThat(VectorProcess.output("--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=8"))
        .contains("arrays: true")
        .contains("missing: vectors are only 64 bits wide in this JVM\n");
  }
}
