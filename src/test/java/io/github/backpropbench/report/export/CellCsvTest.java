package io.github.backpropbench.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.report.RunReport;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleCurves;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.results.SecondaryMetric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.AggregationPolicy;

class CellCsvTest {
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab", "tr-TR"})
  void oneRowPerCellInEveryLocale(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    Measurement fork =
        SampleRun.with(
            SampleRun.measurement(1, EJML, "avgt", "ns/op", 0.5, 1.0, 4.0),
            "gc.alloc.rate.norm",
            SampleRun.allocation(24.0, 0.5));
    assertThat(csv(fork))
        .isEqualTo(
            """
            benchmark,backend,shape,loss,precision,threads,batch,gradient,optimizer,feed,bias,\
            fusion,operation,size,data,target,epochs,seeds,split,start,arm,path,rounds_of,forks,\
            nanoseconds,nanoseconds_low,nanoseconds_high,\
            samples_per_second,samples_per_second_low,samples_per_second_high,allocation,steps_to_target,\
            evaluation_share
            io.github.backpropbench.benchmark.TrainingStepBenchmark.step,ejml,3-2-1,squared-error,f32,\
            1,64,manual,sgd,fixed,true,on,,,,,,,,,,,run,1,1.0,,,6.4E10,,,12.25,,
            """);
  }

  @Test
  void timeAndRatioAreThoseOfTheReport() {
    RunResults run = results(twoBackends());
    List<Map<String, String>> rows = rows(CellCsv.of(RunAnalysis.of(run)));
    String report = RunReport.of(run).markdown();
    assertThat(rows).hasSize(2);
    for (Map<String, String> row : rows) {
      double time = number(row, "nanoseconds");
      double high = number(row, "nanoseconds_high");
      assertThat(report)
          .contains(Figures.time(time) + " ±" + Figures.percent(high / time - 1))
          .contains(Figures.rate(number(row, "samples_per_second")));
      assertThat(row).containsEntry("forks", "4").containsEntry("rounds_of", "run");
    }
    Map<String, String> ejml = rows.get(1);
    assertThat(report)
        .contains(
            "%s (%s–%s)"
                .formatted(
                    Figures.ratio(number(ejml, "ratio.backend.arrays")),
                    Figures.ratio(number(ejml, "low.backend.arrays")),
                    Figures.ratio(number(ejml, "high.backend.arrays"))));
    assertThat(ejml).containsEntry("verdict.backend.arrays", "slower");
  }

  @Test
  void eachOfTwoBackendsIsComparedWithTheOther() {
    List<Map<String, String>> rows = rows(csv(twoBackends()));
    assertThat(rows.get(0))
        .containsEntry("verdict.backend.ejml", "faster")
        .containsEntry("ratio.backend.arrays", "");
    assertThat(number(rows.get(0), "low.backend.ejml"))
        .isEqualTo(1 / number(rows.get(1), "high.backend.arrays"));
  }

  @Test
  void baselinesHaveRoundsOfTheirOwn() {
    Measurement[] forks = twoBackends();
    RunResults run =
        new RunResults(
            SampleRun.description(List.of(ARRAYS), "custom", 4),
            Stream.of(forks).filter(fork -> fork.cell().equals(ARRAYS)).toList(),
            List.of(),
            Stream.of(forks).filter(fork -> fork.cell().equals(EJML)).toList());
    assertThat(rows(CellCsv.of(RunAnalysis.of(run))))
        .extracting(row -> row.get("backend") + " " + row.get("rounds_of"))
        .containsExactly("arrays run", "ejml baselines");
  }

  @Test
  void aTrainingToATargetHasItsStepsAndItsSamplesWithoutEvaluations() {
    List<EvaluationCurve> curves = SampleCurves.reached(200);
    CellKey cell = SampleCurves.cell("ejml", curves.get(0), 1);
    Measurement fork =
        SampleRun.with(
            SampleRun.with(
                SampleRun.measurement(1, cell, "avgt", "us/op", 1000.0),
                "stepsToTarget",
                new SecondaryMetric("steps", AggregationPolicy.AVG, List.of(200.5))),
            "evaluationShare",
            new SecondaryMetric("share", AggregationPolicy.AVG, List.of(0.2)));
    CellKey larger = cell.with(Factor.BATCH, "128");
    RunResults run =
        new RunResults(
            SampleRun.description(List.of(cell, larger), "custom", 1),
            List.of(fork, SampleRun.measurement(1, larger, "avgt", "us/op", 500.0)),
            List.of(),
            List.of(),
            curves);
    List<Map<String, String>> rows = rows(CellCsv.of(RunAnalysis.of(run)));
    assertThat(rows.get(0))
        .containsEntry("data", "digits")
        .containsEntry("start", "warm")
        .containsEntry("steps_to_target", "200.5")
        .containsEntry("evaluation_share", "0.2")
        .containsEntry("ratio.batch.128", "2.0");
    assertThat(number(rows.get(0), "samples_per_second"))
        .isCloseTo((5 * 1079 + 30 * 32) / 8e-4, within(1e-3)); // 34 steps an epoch
    assertThat(rows.get(1))
        .containsEntry("samples_per_second", "")
        .containsEntry("ratio.batch.32", "0.5");
  }

  @Test
  void cellsWithoutScoresAreLeftOutAndForeignOnesHaveNoTime() {
    CellKey foreign = new CellKey("a.B.c", Map.of("forks", "7", "=x", "=y"));
    String csv =
        csv(
            SampleRun.measurement(1, EJML, 1.0).failed("wrong"),
            SampleRun.measurement(1, foreign, "avgt", "apples", 4.0));
    assertThat(csv.lines()).hasSize(2);
    assertThat(csv).contains(",path,param.=x,param.forks,rounds_of,");
    assertThat(csv).endsWith("a.B.c,,,,,1,,,,,,,,,,,,,,,,,'=y,7,run,1,,,,,,,,,\n");
  }

  @Test
  void everyColumnIsDocumented() {
    String heading = csv(twoBackends()).lines().findFirst().orElseThrow();
    List<String> documented =
        CellCsv.columns().keySet().stream()
            .map(name -> name.replace("FACTOR", "backend").replace("VALUE", "arrays"))
            .toList();
    assertThat(heading.split(",")).containsSubsequence(documented);
    assertThat(CellCsv.columns().values()).doesNotContain("");
  }

  @Test
  void isOneOfTheFilesOfTheReport() {
    RunResults run = results(twoBackends());
    assertThat(RunReport.of(run).files(Path.of("run")))
        .containsEntry(RunFolder.CELLS, CellCsv.of(RunAnalysis.of(run)));
  }

  private static Measurement[] twoBackends() {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= 4; round++) {
      forks.add(SampleRun.measurement(round, ARRAYS, 100.0 + round));
      forks.add(SampleRun.measurement(round, EJML, 200.0 + 3 * round));
    }
    return forks.toArray(Measurement[]::new);
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.getOrDefault(column, "none"));
  }

  private static List<Map<String, String>> rows(String csv) {
    List<String> lines = csv.lines().toList();
    String[] heading = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < heading.length; i++) {
        row.put(heading[i], fields[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static String csv(Measurement... forks) {
    return CellCsv.of(RunAnalysis.of(results(forks)));
  }

  private static RunResults results(Measurement... forks) {
    List<CellKey> cells = Stream.of(forks).map(Measurement::cell).distinct().toList();
    return new RunResults(SampleRun.description(cells, "custom", 4), List.of(forks), List.of());
  }
}
