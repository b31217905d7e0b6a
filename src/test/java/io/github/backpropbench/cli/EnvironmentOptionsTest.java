package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentOptionsTest {
  @Test
  void arePresentIfAVariableHasOne() {
    assertThat(EnvironmentOptions.present(Map.of())).isFalse();
    assertThat(EnvironmentOptions.present(Map.of("JAVA_TOOL_OPTIONS", " ", "JAVA_HOME", "x")))
        .isFalse();
    for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      assertThat(EnvironmentOptions.present(Map.of(name, "-Xmx1g"))).isTrue();
    }
  }

  @Test
  void areHiddenFromJvmsAndKnownToTheProgram() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "_JAVA_OPTIONS",
                "-Xmx3g",
                "JDK_JAVA_OPTIONS",
                "--add-modules m\t@file",
                "JAVA_TOOL_OPTIONS",
                "  -Da=\"b c\" '-Dd=\"' -De='f'g"));
    EnvironmentOptions.hideIn(environment);
    assertThat(EnvironmentOptions.present(environment)).isFalse();
    assertThat(EnvironmentOptions.added(environment, List.of("-Xmx2g")))
        .containsExactly(
            "-Da=b c", "-Dd=\"", "-De=fg", "--add-modules", "m", "@file", "-Xmx2g", "-Xmx3g");
  }

  @Test
  void anArgumentStaysWhereItCounts() {
    assertThat(
            JvmArguments.once(
                List.of("-Da=1", "-XX:+UnlockX", "-Da=2", "+Flag", "-XX:+UnlockX", "-Da=1")))
        .containsExactly("-XX:+UnlockX", "-Da=2", "-Da=1");
  }
}
