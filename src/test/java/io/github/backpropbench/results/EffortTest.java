package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffortTest {
  private static final RunDescription FIXED =
      SampleRun.description(List.of(SampleRun.trainingStep("ejml", 64)), "quick", 2);

  @Test
  void aFixedEffortIsNullInTheFile(@TempDir Path folder) throws IOException {
    assertThat(roundTrip(folder, FIXED)).isEqualTo(FIXED);
    assertThat(Files.readString(folder.resolve("run.json")))
        .contains("\"budgetSeconds\" : null")
        .contains("\"precisionTarget\" : null");
  }

  @Test
  void anAdaptiveEffortIsKept(@TempDir Path folder) throws IOException {
    RunDescription adaptive =
        new RunDescription(
            FIXED.arguments(), FIXED.plan().with(new Effort(600.0, 0.02)), FIXED.environment());
    assertThat(roundTrip(folder, adaptive)).isEqualTo(adaptive);
    assertThat(adaptive.plan().effort().isAdaptive()).isTrue();
  }

  @Test
  void anEffortForTheAnswerHasATimeAndNoTarget(@TempDir Path folder) throws IOException {
    RunDescription quick =
        new RunDescription(
            FIXED.arguments(), FIXED.plan().with(Effort.forTheAnswer(275)), FIXED.environment());
    assertThat(roundTrip(folder, quick)).isEqualTo(quick);
    assertThat(Files.readString(folder.resolve("run.json")))
        .contains("\"budgetSeconds\" : 275.0")
        .contains("\"precisionTarget\" : null")
        .doesNotContain("ForTheAnswer");
    assertThat(quick.plan().effort().isForTheAnswer()).isTrue();
    assertThat(Effort.FIXED.isForTheAnswer()).isFalse();
    assertThat(new Effort(600.0, 0.02).isForTheAnswer()).isFalse();
  }

  @Test
  void aFileWithHalfAnEffortIsDamaged(@TempDir Path folder) throws IOException {
    roundTrip(folder, FIXED);
    Path file = folder.resolve("run.json");
    String json = Files.readString(file);
    Files.writeString(
        file, json.replace("\"precisionTarget\" : null", "\"precisionTarget\" : 0.02"));
    assertThatThrownBy(() -> RunFolder.open(folder).description())
        .isInstanceOf(InvalidResultsException.class)
        .hasMessageContaining("a precision target needs a budget");
  }

  @Test
  void onlyPositiveNumbersAreAnEffort() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Effort(0.0, 0.02));
    assertThatIllegalArgumentException().isThrownBy(() -> new Effort(60.0, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Effort(Double.POSITIVE_INFINITY, 0.02));
  }

  private static RunDescription roundTrip(Path folder, RunDescription description)
      throws IOException {
    RunFolder.create(folder, description);
    return RunFolder.open(folder).description();
  }
}
