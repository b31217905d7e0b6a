package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortlistTest {
  private final List<Measurement> forks = new ArrayList<>();
  private final List<Measurement> baselines = new ArrayList<>();

  private ShortlistTest with(String backend, int batch, double time) {
    forks.add(SampleRun.measurement(1, SampleRun.trainingStep(backend, batch), time));
    return this;
  }

  private RunAnalysis analysis() {
    List<CellKey> cells = forks.stream().map(Measurement::cell).toList();
    return RunAnalysis.of(
        new RunResults(
            SampleRun.description(cells, "custom", 1), forks, List.of(), baselines, List.of()));
  }

  private List<String> ranked(String... backends) {
    RunAnalysis analysis = analysis();
    return Shortlist.ranked(analysis.run(), List.of(backends), analysis.grid().rows());
  }

  private void addTwelve() {
    IntStream.range(0, 12).forEach(i -> with("library-" + i, 64, 100 - i));
  }

  @Test
  void whoIsTheFastestInMostRowsIsTheBest() {
    with("a", 1, 10).with("b", 1, 11).with("a", 8, 90).with("b", 8, 80);
    with("a", 64, 900).with("b", 64, 100);
    assertThat(ranked("a", "b")).containsExactly("b", "a");
  }

  @Test
  void ofThoseThatAreTheFastestNowhereTheClosestIsBetter() {
    with("first", 1, 10).with("far", 1, 100).with("close", 1, 11);
    with("first", 8, 10).with("far", 8, 12).with("close", 8, 13);
    assertThat(ranked("far", "close", "first")).containsExactly("first", "close", "far");
  }

  @Test
  void whoWasMeasuredInFewRowsIsNotBetterForThat() {
    with("first", 1, 10).with("first", 8, 10).with("rare", 1, 11);
    with("second", 1, 15).with("second", 8, 15).with("absent", 64, 1);
    RunAnalysis analysis = analysis();
    List<GridRow> rows = analysis.grid().rows().subList(0, 2);
    assertThat(Shortlist.ranked(analysis.run(), List.of("absent", "rare", "second", "first"), rows))
        .containsExactly("first", "second", "rare", "absent");
  }

  @Test
  void thereIsRoomForSeven() {
    IntStream.range(0, 5).forEach(i -> with("library-" + i, 64, 100 - i));
    with("arrays", 64, 50).with("vector", 64, 10);
    assertThat(analysis().named()).hasSize(7);
  }

  @Test
  void ofMoreTheBestOfEachRoleAndWhatTheyAreComparedWith() {
    addTwelve();
    with("vector", 64, 10);
    assertThat(analysis().named())
        .containsExactly("library-0", "library-9", "library-10", "library-11", "vector");
  }

  @Test
  void baselinesOutsideTheJvmTakeNoRoomAway() {
    IntStream.range(0, 6).forEach(i -> with("library-" + i, 64, 100 - i));
    for (String backend : List.of("c", "pytorch", "pytorch-compile", "jax-step", "jax-loop")) {
      CellKey cell = SampleRun.trainingStep(backend, 64);
      baselines.add(SampleRun.measurement(1, cell, 5.0));
    }
    assertThat(analysis().named()).hasSize(11);
    addTwelve();
    assertThat(analysis().named()).filteredOn(name -> !name.startsWith("library")).hasSize(3);
  }

  @Test
  void anEngineIsInTheRowOfManualGradients() {
    with("ejml", 64, 10).with("arrays", 64, 20);
    CellKey cell = SampleRun.trainingStep("nets", 64).with(Factor.GRADIENT, "engine");
    forks.add(SampleRun.measurement(1, cell, 5.0));
    assertThat(analysis().grid().rows()).hasSize(1);
    assertThat(ranked("ejml", "nets")).containsExactly("nets", "ejml");
  }
}
