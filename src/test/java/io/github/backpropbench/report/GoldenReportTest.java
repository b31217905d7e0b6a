package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.Factors;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reports of a small run, character by character, in several locales. After an intended change,
 * {@code mvn test -Dtest=GoldenReportTest -Dgolden.update=true} rewrites the files; review their
 * differences before you commit them.
 */
class GoldenReportTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/io/github/backpropbench/report/golden");
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva"})
  void aRun(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    RunReport report = RunReport.of(smallRun());
    for (String file : List.of(RunFolder.REPORT, RunFolder.THROUGHPUT)) {
      requireEqual(file, report.files(Path.of("bench-results", "golden")).getOrDefault(file, ""));
    }
    requireEqual("report.txt", report.text());
  }

  @Test
  void aRunOfProductsWithFloors() throws IOException {
    requireEqual("floors.txt", RunReport.of(FloorsReportTest.products().results()).text());
  }

  /** Two shapes, all methods, a calibration, a backend that fails, and the losses. */
  private static RunResults smallRun() {
    List<CellKey> cells = new ArrayList<>();
    for (String backend : List.of("arrays", "ejml", "ojalgo")) {
      for (int batch : new int[] {1, 64, 4096}) {
        cells.add(SampleRun.trainingStep(backend, batch));
      }
      CellKey cell = SampleRun.trainingStep(backend, 64);
      cells.add(cell.with(Factor.SHAPE, "784-128-10"));
      cells.add(cell.with(Factor.BIAS, "false"));
      cells.add(cell.with(Factor.GRADIENT, "autograd"));
      cells.add(cell.with(Factor.GRADIENT, "autograd").with(Factor.OPTIMIZER, "adam"));
    }
    for (Factors block : Profile.calibration(List.of("arrays"))) {
      cells.addAll(block.cells());
    }
    Plan plan =
        new Plan(
            "custom",
            42,
            5,
            cells.stream().map(cell -> new PlannedCell(cell, SampleRun.ITERATIONS)).toList(),
            List.of("-Xms1g"));
    RunResults run = SyntheticRun.of(plan, "arrays", "ejml", "ojalgo");
    List<Measurement> forks =
        run.measurements().stream().map(GoldenReportTest::withAFailure).toList();
    return new RunResults(run.description(), forks, run.losses());
  }

  private static Measurement withAFailure(Measurement fork) {
    return fork.cell().equals(SampleRun.trainingStep("ojalgo", 4096))
        ? fork.failed("loss 12.5 instead of 12.25 at step 3")
        : fork;
  }

  private static void requireEqual(String name, String content) throws IOException {
    Path golden = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, content);
    }
    assertThat(content).isEqualTo(Files.readString(golden));
  }
}
