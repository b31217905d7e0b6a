package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.SampleRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackendsTest {
  @Test
  void theBaselineIsFirstThenTheOrderOfTheDescription() {
    Backends backends = backends("mine", "ojalgo", "ejml", "arrays");
    assertThat(backends.names()).containsExactly("arrays", "ejml", "ojalgo", "mine");
    assertThat(backends.baseline()).isEqualTo("arrays");
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
        Stream.of(names).map(name -> SampleRun.trainingStep(name, 64)).toList());
  }
}
