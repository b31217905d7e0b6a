package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhArgumentsTest {
  @ParameterizedTest
  @ValueSource(strings = {"-l", "-lp", "-lprof", "-h", "TrainingStep", ".*Forward.*"})
  void jmhGetsItsOwn(String first) {
    assertThat(Main.isOwn(first, "x")).isFalse();
    assertThat(JmhArguments.mistake(first)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "train", "verify", "report", "backends", "--help", "--version"})
  void commandsAreNotForJmh(String first) {
    assertThat(Main.isOwn(first)).isTrue();
  }

  @Test
  void theCommandsAreListedForAMisspelledOne() {
    assertThat(Main.isOwn("rnu", "--profile", "quick")).isFalse();
    assertThat(mistake("rnu"))
        .contains("'rnu' is neither a command (run, converge, train, verify, ")
        .contains("nor a pattern that matches a benchmark")
        .hasLineCount(1);
  }

  @Test
  void jmhsHelpIsAnOptionAndNotAnotherOnesValue() {
    assertThat(HelpRequest.isForJmh("Forward", "-h")).isTrue();
    assertThat(HelpRequest.isForJmh("Forward", "-rff", "-h")).isFalse();
    assertThat(HelpRequest.isForJmh("Forward", "-jvm", "help")).isFalse();
  }

  @Test
  void aBadPatternIsRefused() {
    assertThat(mistake("Training[")).contains("'Training[' is not a regular expression");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-bad", "-p"})
  void optionsThatJmhDoesNotKnowAreWrongUsage(String option) {
    assertThat(mistake(option))
        .contains("JMH does not understand '" + option + "': ", "(see -h)")
        .hasLineCount(1);
  }

  private static String mistake(String first) {
    return JmhArguments.mistake(first).orElseThrow();
  }
}
