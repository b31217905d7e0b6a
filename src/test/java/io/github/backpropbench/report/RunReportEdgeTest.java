package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs that are small, incomplete, failed or foreign. */
class RunReportEdgeTest {
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);
  private static final CellKey OJALGO = SampleRun.trainingStep("ojalgo", 64);

  @Test
  void oneCell() {
    String text = text(run(3, ARRAYS));
    assertThat(text)
        .contains("only arrays was measured at batch 64.")
        .contains("3 rounds")
        .contains("There is nothing to compare.")
        .doesNotContain("fastest at")
        .doesNotContain("Backends against")
        .doesNotContain("Not complete");
  }

  @Test
  void oneRoundCannotTell() {
    String text = text(run(1, OJALGO, EJML));
    assertThat(text)
        .contains(
            "ojalgo had the shortest time at batch 64, but too few rounds were measured to be sure.")
        .contains("A quick look: 1 round")
        .contains("too few for intervals")
        .contains("(no interval)")
        .doesNotContainPattern("\\* \\d");
  }

  @Test
  void withoutArraysAnotherBackendIsTheBaseline() {
    assertThat(text(run(5, EJML, OJALGO)))
        .contains("Backends against ejml")
        .contains("multiple of the time with ejml");
  }

  @Test
  void nothingButFailures() {
    List<Measurement> forks =
        run(2, ARRAYS, EJML).measurements().stream()
            .map(fork -> fork.failed("the gradient of W1 is wrong by 0.5"))
            .toList();
    String text = text(results(2, forks, ARRAYS, EJML));
    assertThat(text)
        .contains("Not complete: nothing could be measured; 2 of 2 cells failed, see below.")
        .contains("the gradient of W1 is wrong by 0.5")
        .contains("and 1 more")
        .doesNotContain("Fastest")
        .doesNotContain("NaN");
  }

  @Test
  void aCellThatFailedIsNamedAndTheOthersAreCompared() {
    List<Measurement> forks =
        run(5, ARRAYS, EJML).measurements().stream()
            .map(fork -> fork.cell().equals(EJML) ? fork.failed("it | crashed") : fork)
            .toList();
    RunReport report = RunReport.of(results(5, forks, ARRAYS, EJML));
    assertThat(report.text())
        .contains("only arrays was measured at batch 64.")
        .contains("1 of 2 cells failed")
        .contains("it | crashed");
    assertThat(report.markdown()).contains("| failed |").contains("it \\| crashed");
  }

  @Test
  void aRunThatWasStoppedSaysSo() {
    List<Measurement> forks = run(5, OJALGO, EJML).measurements().subList(0, 3);
    assertThat(text(results(5, forks, OJALGO, EJML)))
        .contains("Not complete: the run was stopped after 3 of 10 forks; run --resume")
        .contains("too few rounds were measured to be sure");
    assertThat(text(results(5, List.of(), ARRAYS, EJML)))
        .contains(
            "Not complete: nothing has been measured yet; the run was stopped after 0 of 10 forks")
        .doesNotContain("NaN");
  }

  @Test
  void aPlanLargerThanAnIntIsCounted() {
    List<Measurement> forks = run(1, ARRAYS, EJML).measurements();
    assertThat(text(results(Integer.MAX_VALUE, forks, ARRAYS, EJML)))
        .contains("after 2 of 4294967294 forks");
  }

  @Test
  void foreignBenchmarksAreShownAsTheyAre() {
    CellKey foreign = new CellKey("org.example.Sort.quick", Map.of("size", "10"));
    Measurement fork = SampleRun.measurement(1, foreign, "thrpt", "ops/ms", 12.0, 12.5, 13.0);
    String text = text(results(1, List.of(fork), foreign));
    assertThat(text)
        .contains("Other benchmarks")
        .contains("Sort.quick size=10")
        .contains("throughput (thrpt), 1 thread")
        .contains("12.5 k/s")
        .contains("This run has no training step.");
  }

  @Test
  void failedCellsOfTwoPackagesAreToldApart() {
    List<Measurement> forks =
        Stream.of("hash", "tree")
            .map(name -> new CellKey("a." + name + ".Map.get", Map.of()))
            .map(cell -> SampleRun.measurement(1, cell, 1.0).failed("no " + cell.benchmark()))
            .toList();
    assertThat(text(results(1, forks, ARRAYS)))
        .containsPattern("hash\\.Map\\.get +1 +no a\\.hash")
        .containsPattern("tree\\.Map\\.get +1 +no a\\.tree");
  }

  @Test
  void aScoreThatIsNotATimeIsShownInItsUnit() {
    Measurement fork = SampleRun.measurement(1, ARRAYS, "avgt", "B/op", 12.0, 12.5, 13.0);
    assertThat(text(results(1, List.of(fork), ARRAYS)))
        .contains("TrainingStepBenchmark.step backend=arrays")
        .contains("B/op");
  }

  @Test
  void onlyKernels() {
    CellKey product =
        new CellKey(
            "io.github.backpropbench.benchmark.KernelBenchmark.apply",
            Map.of(
                "backend", "ojalgo",
                "precision", "f32",
                "operation", "multiply",
                "size", "64x100x10"));
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= 5; round++) {
      forks.add(SampleRun.measurement(round, product, 64_000.0 + round));
      forks.add(
          SampleRun.measurement(round, product.with(Factor.BACKEND, "ejml"), 32_000.0 + round));
    }
    String text = text(results(5, forks, product, product.with(Factor.BACKEND, "ejml")));
    assertThat(text)
        .contains(
            "Fastest for a kernel operation of f32, multiply: ejml at size 64x100x10 (ojalgo takes")
        .contains("f32, A·B")
        .contains("2.00 GFLOP/s")
        .contains("4.00 GFLOP/s");
  }

  @Test
  @Tag("slow")
  void tenThousandCellsAreSoonSummarized() {
    RunResults run = SyntheticRun.ofTenThousandCells();
    RunReport.of(run(2, ARRAYS, EJML)).markdown(); // loads the classes
    long start = System.nanoTime();
    RunReport report = RunReport.of(run);
    String markdown = report.markdown();
    String text = report.text();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertThat(markdown.lines().count()).isLessThan(200);
    assertThat(markdown).contains("more rows: see jmh-result.json.");
    assertThat(text).contains("Others: of 460 rows with other shapes or precisions, ");
    // Far above what an idle machine needs: what grows with the square of the cells takes longer.
    assertThat(time).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void ofTheStandardProfileWithFiveBackendsNoPrincipalRowIsLeftOut() {
    String markdown =
        RunReport.of(
                SyntheticRun.of(Profile.STANDARD, "arrays", "ejml", "ojalgo", "vector", "blas"))
            .markdown();
    assertThat(markdown.lines().count()).isLessThan(200);
    String steps = markdown.substring(markdown.indexOf("## Training step"));
    assertThat(steps.substring(0, steps.indexOf("more rows:")))
        .contains("| 3-2-1 f64, manual sgd, bias ")
        .contains("| 64-32-10 cross-entropy f32, manual sgd, bias ")
        .contains("| 784-128-10 f32, manual sgd, bias ")
        .contains("| 784-256-128-10 cross-entropy f32, manual adam, bias ");
  }

  @Test
  void theControlsSayHowFarToTrustTheNumbers() {
    String text =
        RunReport.of(SyntheticRun.of(Profile.STANDARD, "arrays", "ejml", "ojalgo"))
            .text()
            .replace('\n', ' ');
    assertThat(text)
        .contains("How far to trust the numbers")
        .contains("A cell compared with itself typically differed by up to ")
        .containsPattern(
            "computes nothing takes 1[12]\\.\\d ns \\(manual\\), 3[01]\\.\\d ns \\(autograd\\)")
        .contains("calls the adapter's class directly, both op by op:");
  }

  @Test
  void whatANativeCallCostsIsSaidOfTheWaysThatWereMeasured() {
    RunResults all = run(5, nativeCall("jni"), nativeCall("ffm"), nativeCall("ffm-critical"));
    assertThat(text(all).replaceAll("\\s+", " "))
        .containsPattern(
            "The smallest product of a native library, 2×2 by 2×2, takes [\\d.]+ ns ±[\\d.]+ % by"
                + " JNI, [\\d.]+ ns ±[\\d.]+ % by the foreign function interface on memory outside"
                + " the heap and [\\d.]+ ns ±[\\d.]+ % on arrays of the heap, the library's own work"
                + " included\\.")
        .doesNotContain("Java 22", "Other benchmarks");
    assertThat(text(run(5, nativeCall("jni"))).replaceAll("\\s+", " "))
        .containsPattern("takes [\\d.]+ ns ±[\\d.]+ % by JNI, the library's own work included\\.")
        .contains("Java 22 and later also have the foreign function interface.");
    assertThat(text(run(5, ARRAYS))).doesNotContain("native library");
  }

  private static CellKey nativeCall(String path) {
    return new CellKey(BenchmarkKind.NATIVE_CALL.method(), Map.of("backend", "blas", "path", path));
  }

  @Test
  void figuresThatMissTheTargetAreNamed() {
    Plan plan = plan(5, ARRAYS, EJML).with(new Effort(60.0, 1e-6));
    assertThat(RunReport.of(SyntheticRun.of(plan)).text())
        .contains("3 figures did not reach it")
        .contains("against backend=arrays");
  }

  @Test
  void sixBackendsFitTheTerminal() {
    String text =
        RunReport.of(
                SyntheticRun.of(
                    Profile.STANDARD,
                    "arrays",
                    "ejml",
                    "ojalgo",
                    "vector",
                    "blas",
                    "sixth-backend"))
            .text();
    assertThat(text.lines().filter(line -> line.codePointCount(0, line.length()) > 100)).isEmpty();
  }

  private static String text(RunResults run) {
    // Sentences without their line ends, so that they can be looked for.
    return RunReport.of(run).text().replaceAll("\\n +", " ");
  }

  private static RunResults run(int rounds, CellKey... cells) {
    return SyntheticRun.of(plan(rounds, cells));
  }

  private static RunResults results(int rounds, List<Measurement> forks, CellKey... cells) {
    return new RunResults(SyntheticRun.description(plan(rounds, cells)), forks, List.of());
  }

  private static Plan plan(int rounds, CellKey... cells) {
    return new Plan(
        "custom", 42, rounds, Stream.of(cells).map(RunReportEdgeTest::planned).toList(), List.of());
  }

  private static PlannedCell planned(CellKey cell) {
    return new PlannedCell(cell, SampleRun.ITERATIONS);
  }
}
