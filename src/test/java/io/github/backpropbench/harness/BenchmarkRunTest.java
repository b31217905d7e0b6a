package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Journal;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkRunTest {
  private static final IterationSettings SETTINGS =
      new IterationSettings(new Iterations(1, 1), new Iterations(1, 1));
  private static final int CELLS = 6;
  private static final int ROUNDS = 4;

  @TempDir Path folder;

  @Test
  void eachRoundMeasuresEachCellOnceInItsOwnOrder() throws IOException {
    List<Measurement> all = run(plan(7), List.of(), Integer.MAX_VALUE);
    assertThat(all).hasSize(CELLS * ROUNDS);
    List<List<String>> orders = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      List<String> order = order(all, round);
      assertThat(order).hasSize(CELLS).doesNotHaveDuplicates();
      orders.add(order);
    }
    assertThat(orders).doesNotHaveDuplicates();
    assertThat(all.stream().map(Measurement::round)).isSorted();
  }

  @Test
  void theSeedFixesTheOrder() throws IOException {
    List<String> first = labels(run(plan(7), List.of(), Integer.MAX_VALUE));
    assertThat(labels(run(plan(7), List.of(), Integer.MAX_VALUE))).isEqualTo(first);
    assertThat(labels(run(plan(8), List.of(), Integer.MAX_VALUE))).isNotEqualTo(first);
  }

  @Test
  void aResumedRunMeasuresWhatIsMissing() throws IOException {
    List<Measurement> whole = run(plan(7), List.of(), Integer.MAX_VALUE);
    for (int stop = 0; stop <= CELLS * ROUNDS; stop++) {
      List<Measurement> before = run(plan(7), List.of(), stop);
      assertThat(before).hasSize(stop);
      assertThat(run(plan(7), before, Integer.MAX_VALUE)).isEqualTo(whole);
    }
  }

  @Test
  void aMeasurementIsInTheJournalBeforeTheListenerIsNotified() throws IOException {
    Path file = folder.resolve("journal");
    try (Journal journal = Journal.open(file)) {
      new BenchmarkRun(plan(1), BenchmarkRunTest::measured)
          .run(
              List.of(),
              journal,
              new RunListener() {
                private int finished;

                @Override
                public void starting(PlannedCell cell, int round) {}

                @Override
                public void finished(Measurement measurement) {
                  finished++;
                  assertThat(file.toFile()).isNotEmpty();
                  assertThat(lines(file)).isEqualTo(finished);
                }
              });
    }
  }

  private List<Measurement> run(Plan plan, List<Measurement> known, int stopAfter)
      throws IOException {
    Path file = folder.resolve("journal-" + System.nanoTime());
    BenchmarkRun[] run = new BenchmarkRun[1];
    int[] started = {0};
    run[0] =
        new BenchmarkRun(
            plan,
            (cell, round) -> {
              if (started[0]++ == stopAfter) {
                run[0].stop();
              }
              return measured(cell, round);
            });
    try (Journal journal = Journal.open(file)) {
      return run[0].run(known, journal, new Silent());
    }
  }

  private static long lines(Path file) {
    try {
      return java.nio.file.Files.readString(file).lines().count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Plan plan(long seed) {
    List<PlannedCell> cells =
        IntStream.range(0, CELLS)
            .mapToObj(
                i ->
                    new PlannedCell(
                        new CellKey("B.b", Map.of("batch", Integer.toString(i))), SETTINGS))
            .toList();
    return new Plan("test", seed, ROUNDS, cells, List.of());
  }

  private static Measurement measured(PlannedCell cell, int round) {
    return new Measurement(
        round,
        cell.cell(),
        Measurement.Status.OK,
        "",
        "2026-01-01T00:00:00Z",
        1.0,
        "avgt",
        "ns/op",
        List.of(1.0),
        new TreeMap<>(),
        SETTINGS,
        new ForkJvm("java", "17", "vm", "1", List.of()),
        1,
        "1.37");
  }

  private static List<String> order(List<Measurement> all, int round) {
    return labels(all.stream().filter(measurement -> measurement.round() == round).toList());
  }

  private static List<String> labels(List<Measurement> all) {
    return all.stream().map(measurement -> measurement.cell().label()).toList();
  }

  private static final class Silent implements RunListener {
    @Override
    public void starting(PlannedCell cell, int round) {}

    @Override
    public void finished(Measurement measurement) {}
  }
}
