package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.JmhResult;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.SampleRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes up one side of a comparison. */
class SideReaderTest {
  private static final Path FILE = Path.of("file.json");

  @TempDir Path folder;

  @Test
  void theForksOfRepetitionsAreOneSample() throws InvalidResultsException {
    List<Measurement> forks = new SimulatedRun(1, 10, 3).measurements();
    Path one = write("one", SampleRun.environment(), forks);
    Path two = write("two", SampleRun.environment(), forks);
    ComparisonSide side = read(List.of(one, two));
    assertThat(side.results()).hasSize(10);
    assertThat(side.results().values())
        .allSatisfy(result -> assertThat(result.scores().keySet()).hasSize(6));
    assertThat(side.path()).isEqualTo(one + "," + two);
    assertThat(side.rounds().logs().keySet()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void theForksOfPartsAreThoseOfTheWhole() throws InvalidResultsException {
    List<Measurement> forks = new SimulatedRun(1, 10, 3).measurements();
    CellKey first = SimulatedRun.cell(1);
    Path one = write("one", SampleRun.environment(), of(forks, first, true));
    Path two = write("two", SampleRun.environment(), of(forks, first, false));
    ComparisonSide whole = read(List.of(write("whole", SampleRun.environment(), forks)));
    ComparisonSide parts = read(List.of(one, two));
    assertThat(parts.results().keySet()).isEqualTo(whole.results().keySet());
  }

  @Test
  void runsOfTwoMachinesAreNotOneSide() throws InvalidResultsException {
    Environment here = SampleRun.environment();
    Environment other =
        new Environment(
            here.timestamp(),
            here.host(),
            here.machine(),
            "another system",
            here.jvm(),
            here.gitCommit(),
            here.jarSha256(),
            here.backends());
    List<Measurement> forks = new SimulatedRun(1, 10, 3).measurements();
    Path one = write("one", here, forks);
    Path two = write("two", other, forks);
    assertThatThrownBy(() -> read(List.of(one, two)))
        .isInstanceOf(InvalidResultsException.class)
        .hasMessageContaining("cannot be one side of a comparison")
        .hasMessageContaining("another system");
  }

  @Test
  void aCellThatOneFileHoldsTwiceIsRefused() {
    ComparisonSide twice = SideReader.ofJmh(FILE, List.of(result(), result()));
    assertThat(twice.unusable().values()).containsExactly("it appears more than once");
  }

  @Test
  void forksWithOtherFlagsAreNoRepetitions() {
    Measurement fork = SampleRun.measurement(1, SimulatedRun.cell(1), 10.0);
    Measurement other =
        SampleRun.with(
            SampleRun.measurement(2, SimulatedRun.cell(1), 10.0), jvm("-XX:+UseSerialGC"));
    ComparisonSide side = SimulatedRun.side(SampleRun.environment(), List.of(fork, other));
    assertThat(side.unusable().values())
        .containsExactly("its forks were measured with different flags of the JVM");
  }

  /** Folders, ports, repetitions and order do not make a JVM faster or slower. */
  @Test
  void onlyFlagsThatMayMatterAreCompared() {
    ComparisonSide here =
        SideReader.ofJmh(
            FILE,
            List.of(
                result(
                    "-Xmx1g",
                    "-XX:+UseG1GC",
                    "-Djava.io.tmpdir=/a",
                    "-javaagent:/opt/idea_rt.jar=35001:/opt/bin")));
    ComparisonSide there =
        SideReader.ofJmh(
            FILE,
            List.of(
                result(
                    "-javaagent:/home/idea_rt.jar=41234:/home/bin",
                    "-XX:+UseG1GC",
                    "-Xmx1g",
                    "-Xmx1g",
                    "-Djava.io.tmpdir=/b")));
    ComparisonSide unknown =
        SideReader.ofJmh(FILE, List.of(result(new ForkJvm("", "", "", "", List.of()))));
    assertThat(compare(here, there, false).cells()).hasSize(1);
    assertThat(compare(here, unknown, false).cells()).hasSize(1);
    ComparisonSide larger = SideReader.ofJmh(FILE, List.of(result("-Xmx2g", "-XX:+UseG1GC")));
    String flags =
        "the forks' JVM flags: -Xmx1g -javaagent:idea_rt.jar in the baseline, -Xmx2g in the candidate";
    assertThat(compare(here, larger, false).uncompared().refused().values())
        .singleElement(STRING)
        .startsWith(flags);
    assertThat(compare(here, larger, true).environmentDifferences()).containsExactly(flags);
  }

  /** One whose iterations mostly have no score has failed; fewer are said. */
  @Test
  void iterationsWithoutAScoreAreSaid() {
    double nan = Double.NaN;
    List<Double> mostly = List.of(10.0, nan, nan);
    List<Double> once = List.of(10.0, nan, 10.0);
    ComparisonSide side =
        SideReader.ofJmh(FILE, List.of(result(List.of(once, once, mostly), jvm())));
    SubjectResult result = side.results().values().iterator().next();
    assertThat(result.scores().keySet()).containsExactly(1, 2);
    assertThat(result.flags().words()).contains("2 iterations without a score");
    assertThat(side.failedForks()).isEqualTo(1);
  }

  private static Comparison compare(
      ComparisonSide baseline, ComparisonSide candidate, boolean acrossEnvironments) {
    return Comparison.of(baseline, candidate, Settings.gate(0, acrossEnvironments));
  }

  private static ComparisonSide read(List<Path> parts) throws InvalidResultsException {
    return SideReader.readBoth(parts, parts, cell -> true, new MetricChoice(List.of())).get(0);
  }

  private Path write(String name, Environment environment, List<Measurement> forks)
      throws InvalidResultsException {
    List<CellKey> cells = forks.stream().map(Measurement::cell).distinct().toList();
    RunDescription sample = SampleRun.description(cells, "custom", 1);
    RunFolder run =
        RunFolder.create(
            folder.resolve(name),
            new RunDescription(sample.arguments(), sample.plan(), environment));
    try (var journal = run.openJournal()) {
      for (Measurement fork : forks) {
        journal.append(fork);
      }
    } catch (java.io.IOException e) {
      throw new InvalidResultsException("cannot be written", e);
    }
    return run.path();
  }

  private static List<Measurement> of(List<Measurement> forks, CellKey cell, boolean only) {
    return forks.stream().filter(fork -> fork.cell().equals(cell) == only).toList();
  }

  private static JmhResult result(String... flags) {
    return result(jvm(flags));
  }

  private static JmhResult result(ForkJvm jvm) {
    return result(List.of(List.of(10.0), List.of(10.1)), jvm);
  }

  private static JmhResult result(List<List<Double>> forks, ForkJvm jvm) {
    return new JmhResult(new CellKey("a.B.c", Map.of()), "avgt", 1, "ns/op", 10, forks, jvm);
  }

  private static ForkJvm jvm(String... flags) {
    return new ForkJvm("java", "17", "OpenJDK", "17", List.of(flags));
  }
}
