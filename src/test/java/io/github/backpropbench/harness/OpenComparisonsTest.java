package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answer is about libraries first: theirs is the lead that must be decided. */
class OpenComparisonsTest {
  private static final double[] WILD = {1.3, 0.8, 1.1, 0.75, 1.05};
  private static final double[] QUIET = {1.002, 0.999, 1.001, 0.998, 1.0};
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);
  private static final CellKey OJALGO = SampleRun.trainingStep("ojalgo", 64);
  private static final CellKey VECTOR = SampleRun.trainingStep("vector", 64);

  private final List<Measurement> forks = new ArrayList<>();

  @Test
  void twoLibrariesBehindAClearlyFasterYardstickAreStillOpen() {
    add(VECTOR, 10, QUIET);
    add(EJML, 100, QUIET);
    add(OJALGO, 103, WILD);
    assertThat(open()).containsExactly(List.of(OJALGO, EJML));
  }

  @Test
  void soIsAYardstickBesideTheFastestLibrary() {
    add(EJML, 100, QUIET);
    add(OJALGO, 300, QUIET);
    add(VECTOR, 98, WILD);
    assertThat(open()).containsExactly(List.of(VECTOR, EJML));
  }

  @Test
  void butNotTwoYardsticksBothOfWhichAreBehind() {
    add(EJML, 100, QUIET);
    add(OJALGO, 103, WILD);
    add(ARRAYS, 1000, QUIET);
    add(VECTOR, 1005, WILD);
    assertThat(open()).containsExactly(List.of(OJALGO, EJML));
  }

  @Test
  void anEngineInTheSameRowDoesNotTakeTheLead() {
    add(EJML, 100, QUIET);
    add(OJALGO, 103, WILD);
    add(SampleRun.trainingStep("nets", 64).with(Factor.GRADIENT, "engine"), 10, QUIET);
    assertThat(open()).containsExactly(List.of(OJALGO, EJML));
  }

  private List<List<CellKey>> open() {
    return OpenComparisons.of(forks, List.of("arrays", "ejml", "ojalgo", "vector", "nets"));
  }

  private void add(CellKey cell, double nanoseconds, double[] spread) {
    for (int round = 1; round <= spread.length; round++) {
      forks.add(SampleRun.measurement(round, cell, nanoseconds * spread[round - 1]));
    }
  }
}
