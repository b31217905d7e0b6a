package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackendsTest {
  @Test
  void librariesAreFirstThenYardsticksThenBaselinesOutsideTheJvm() {
    Backends backends = backends("mine", "vector", "outside", "ojalgo", "ejml", "arrays");
    assertThat(backends.names())
        .containsExactly("ejml", "ojalgo", "mine", "arrays", "vector", "outside");
    assertThat(backends.names(Role.YARDSTICK)).containsExactly("arrays", "vector");
    assertThat(backends.role("mine")).contains(Role.LIBRARY);
    assertThat(backends.role("outside")).isEmpty();
    assertThat(Stream.of("ejml", "vector", "outside").map(backends::heading))
        .containsExactly("ejml", "(vector)", "outside");
  }

  @Test
  void theBaselineComesFirstInComparisonsThenTheOrderOfTheDescription() {
    Backends backends = backends("mine", "ojalgo", "ejml", "arrays");
    assertThat(backends.compared()).containsExactly("arrays", "ejml", "ojalgo", "mine");
    assertThat(backends.baseline()).isEqualTo("arrays");
  }

  @Test
  void amongYardsticksAloneNoneIsInBrackets() {
    assertThat(backends("arrays", "vector").heading("vector")).isEqualTo("vector");
    assertThat(backends("ejml", "ojalgo").haveYardsticksBeside()).isFalse();
  }

  /** A plug-in says itself what it is. */
  @Test
  void theDescriptionDecidesTheRole() {
    BackendDescription mine =
        new BackendDescription(
            "mine",
            "Mine",
            "1",
            "",
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            "yardstick");
    assertThat(
            new Backends(List.of(mine), List.of(SampleRun.trainingStep("mine", 64)), Set.of())
                .role("mine"))
        .contains(Role.YARDSTICK);
  }

  @Test
  void withoutArraysTheFirstIsTheBaseline() {
    assertThat(backends("ojalgo", "ejml").baseline()).isEqualTo("ejml");
    assertThat(backends().baseline()).isEmpty();
  }

  @Test
  void labelsAreShortAndDifferent() {
    String name = "a very long name, number ";
    Backends backends = backends(name + 1, name + 2, "");
    assertThat(backends.label(name + 1)).isEqualTo("a very …er 1");
    assertThat(backends.label(name + 2)).isEqualTo("a very …er 2");
    assertThat(backends.label("")).isEqualTo("–");
  }

  private static Backends backends(String... names) {
    return new Backends(
        SampleRun.environment().backends(),
        Stream.of(names).map(name -> SampleRun.trainingStep(name, 64)).toList(),
        Set.of("outside"));
  }
}
