package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.Subject;
import io.github.backpropbench.comparison.SubjectResult;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.render.ParsedMarkdown;
import io.github.backpropbench.report.runs.SourceRun;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.JmhResult;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.junit.jupiter.api.Test;

/** One report over several runs. */
class RunsReportTest {
  private static final int ROUNDS = 10;
  private static final List<String> BACKENDS = List.of("arrays", "ejml", "ojalgo");
  private static final int[] BATCHES = {1, 8, 64, 512};

  @Test
  void aLibrarysReleasesAreNamedAndItsChangeIsNotTakenForTheMachines() {
    // All of ejml is faster by 6 %, and the machine is slower by 2 % in the second run.
    SourceRun old = run("old", withEjml("0.45.1"), cell -> 1.06);
    SourceRun young = run("young", withEjml("0.46.1"), cell -> isEjml(cell) ? 1.02 : 1.06 * 1.02);
    String text = text(old, young);
    assertThat(text)
        .contains("What differs: the version of ejml (0.45.1, 0.46.1).")
        .contains(
            "ejml 0.46.1 against ejml 0.45.1: of 12 cells in common 4 faster, 8 no difference")
        .containsPattern("The machine took (1\\.[5-9]|2\\.[0-5]) % more time for all of them")
        .containsPattern("by backend: arrays 1\\.0\\d \\([^)]*\\), ejml 0\\.9[3-5] \\(")
        .doesNotContain("†");
  }

  @Test
  void withoutOtherBackendsAReleasesChangeIsShownAsItIs() {
    SourceRun old = run("old", withEjml("0.45.1"), cell -> 1.0, List.of("ejml"));
    SourceRun young = run("young", withEjml("0.46.1"), cell -> 0.9, List.of("ejml"));
    assertThat(text(old, young))
        .contains("of 4 cells in common 4 faster")
        .contains("Fewer than 8 cells of unchanged backends")
        .containsPattern("by backend: ejml 0\\.(89|90|91) ");
  }

  @Test
  void otherJvmsAreComparedAndMarked() {
    SourceRun old = run("old", environment -> environment, cell -> 1.0);
    SourceRun young = run("young", onJava("25.0.1"), cell -> 0.8, BACKENDS, "25.0.1", "avgt");
    String text = text(old, young);
    assertThat(text)
        .contains("What differs: Java (17.0.15, 25.0.1).")
        .contains("Java 25.0.1 against Java 17.0.15: of 12 cells in common 12 faster.")
        .contains("Across environments: ratios with † are")
        .containsPattern("0\\.(79|80|81) \\(0\\.[78]\\d–0\\.8\\d\\)†")
        .doesNotContain("The machine took");
  }

  @Test
  void theChartsShowEachRunsThroughputAndItsRatio() throws IOException {
    SourceRun old = run("old", environment -> environment, cell -> 1.0);
    SourceRun young = run("young", onJava("25.0.1"), cell -> 0.8, BACKENDS, "25.0.1", "avgt");
    RunsReport report = RunsReport.of(List.of(old, young));
    String html = report.html();
    Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(Path.of("target", "pages", "runs.html"), html);

    String throughput = report.files().getOrDefault("throughput.svg", "");
    assertThat(throughput).contains("Java 25.0.1 †").contains("† is a run in another environment");
    String ratios = report.files().getOrDefault("ratios.svg", "");
    assertThat(figures(ratios, "batch \\d+: (0\\.[78]\\d \\([^)]*\\), faster)")).hasSize(12);

    List<String> ids = figures(html, " id=\"([^\"]*)\"");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(figures(html, "url\\(#([^)]*)\\)")).isNotEmpty().isSubsetOf(ids);
  }

  @Test
  void chartAndTableShowWhatTheRunsOwnReportShows() {
    for (String mode : List.of("avgt", "thrpt")) {
      List<Measurement> forks =
          measurements(cell -> 1.0, BACKENDS, "17.0.15", mode).stream()
              .map(RunsReportTest::disturbed)
              .toList();
      RunsReport report =
          RunsReport.of(
              List.of(
                  source("one", environment -> environment, forks),
                  run("two", onJava("25"), cell -> 0.8)));
      List<CellKey> cells = forks.stream().map(Measurement::cell).distinct().toList();
      assertThat(cells).hasSize(12);
      MeasuredRun own =
          new MeasuredRun(
              new RunResults(SampleRun.description(cells, "custom", 3), forks, List.of()));
      String chart = report.files().getOrDefault("throughput.svg", "");
      for (CellKey cell : cells) {
        OperationTime time = own.time(cell).orElseThrow();
        double batch = Double.parseDouble(cell.parameter("batch"));
        double rate = time.perSecond(batch);
        double spread = 1 + time.relativeError();
        assertThat(chart)
            .contains(
                "one, batch %.0f: %s (%s to %s)"
                    .formatted(
                        batch,
                        Figures.rate(rate),
                        Figures.rate(rate / spread),
                        Figures.rate(rate * spread)));
        assertThat(report.text())
            .containsPattern(
                "(?m)^ +%.0f  %s +%s "
                    .formatted(batch, cell.parameter("backend"), Figures.time(time.nanoseconds())));
      }
    }
  }

  /** With a slow iteration; slow as a whole in the first round. */
  private static Measurement disturbed(Measurement fork) {
    boolean rate = fork.mode().equals("thrpt");
    double slow = rate ? 0.5 : 2;
    double whole = fork.round() == 1 ? slow : 1;
    double first = fork.scores().get(0);
    double score = (rate ? 1e9 / first : first) * whole;
    return fork.withScores(fork.mode(), fork.unit(), List.of(score * slow, score, score));
  }

  private static List<String> figures(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(one -> one.group(1)).toList();
  }

  @Test
  void runsOnOtherNumbersOfThreadsAreHeldAgainstEachOther() {
    SourceRun one = run("one", environment -> environment, cell -> 1.0);
    SourceRun two = onThreads(run("two", environment -> environment, cell -> 0.5), 2);
    assertThat(text(one, two))
        .contains("What differs: the number of threads (1, 2).")
        .contains("threads: 2 against threads: 1: of 12 cells in common 12 faster.")
        .doesNotContain("†");
  }

  @Test
  void theSameTwiceDiffersInNothing() {
    SourceRun first = run("first", environment -> environment, cell -> 1.0);
    SourceRun again = run("again", environment -> environment, cell -> 1.01);
    assertThat(text(first, again))
        .contains("What differs: nothing that is recorded: the runs repeat each other.")
        .contains("again against first: of 12 cells in common 12 no difference shown.");
  }

  @Test
  void runsWithNoCellInCommonStandSideBySide() {
    SourceRun first = run("first", environment -> environment, cell -> 1.0, List.of("arrays"));
    SourceRun other = run("other", environment -> environment, cell -> 1.0, List.of("ejml"));
    String text = text(first, other);
    assertThat(text)
        .contains("other against first: no cell in common, so there is nothing to compare.")
        .contains("1  arrays  ")
        .contains("1  ejml    ")
        .doesNotContain("How sure");
    assertThat(RunsReport.of(List.of(first, other)).markdown()).contains("| ejml ");
  }

  @Test
  void aRunOfFailuresIsShownAsSuch() {
    SourceRun good = run("good", environment -> environment, cell -> 1.0);
    List<Measurement> failures =
        measurements(cell -> 1.0, BACKENDS, "17.0.15", "avgt").stream()
            .map(fork -> fork.failed("out of order"))
            .toList();
    SourceRun bad = source("bad", environment -> environment, failures);
    assertThat(text(good, bad))
        .contains("bad against good: no cell in common")
        .contains("failed: out of order");
    assertThat(text(bad, good)).contains("good against bad: no cell in common");
  }

  @Test
  void throughputReadsAsTimeToo() {
    SourceRun old = run("old", environment -> environment, cell -> 1.0, BACKENDS, "17", "thrpt");
    SourceRun young = run("young", onJava("25"), cell -> 2.0, BACKENDS, "25", "thrpt");
    assertThat(text(old, young))
        .contains("12 faster")
        .containsPattern("0\\.(49|50|51) \\(0\\.[45]\\d–0\\.5\\d\\)†");
  }

  @Test
  void baselinesAreRowsOfTheirRun() {
    SourceRun run = run("run", environment -> environment, cell -> 1.0);
    CellKey cell = SampleRun.trainingStep("c", 64);
    JmhResult c =
        new JmhResult(
            cell,
            "avgt",
            1,
            "ns/op",
            50,
            Double.NaN,
            List.of(List.of(49.0), List.of(51.0)),
            new ForkJvm("cc", "", "C", "12", List.of()));
    SourceRun with =
        new SourceRun(
            run.path(),
            run.name(),
            run.description(),
            run.side().with(ComparisonSide.ofJmh("baselines.json", List.of(c))),
            0);
    assertThat(text(with, run("other", environment -> environment, cell2 -> 1.0)))
        .containsPattern("64  c +50\\.0 ns +–");
  }

  @Test
  void aFileOfJmhHasNoEnvironment() {
    SourceRun run = run("run", environment -> environment, cell -> 1.0);
    Map<CellKey, List<List<Double>>> cells = new HashMap<>();
    for (Measurement fork : measurements(cell -> 1.5, BACKENDS, "17.0.15", "avgt")) {
      cells.computeIfAbsent(fork.cell(), key -> new ArrayList<>()).add(fork.scores());
    }
    List<JmhResult> results = new ArrayList<>();
    ForkJvm jvm = SampleRun.measurement(1, SampleRun.trainingStep("arrays", 1), 1.0).jvm();
    cells.forEach(
        (cell, forks) -> results.add(new JmhResult(cell, "avgt", 1, "ns/op", 1, 1, forks, jvm)));
    SourceRun file =
        new SourceRun(
            "a/file.json", "file.json", Optional.empty(), ComparisonSide.ofJmh("x", results), 0);
    assertThat(text(run, file))
        .contains("file.json against run: of 12 cells in common 12 slower")
        .contains("JMH's JSON");
  }

  @Test
  void hostileNamesAreText() {
    String hostile = "<script>alert(1)</script>|=cmd()\n# x \u001b[31m" + "long".repeat(120);
    UnaryOperator<Environment> named =
        environment ->
            new Environment(
                hostile,
                hostile,
                environment.machine(),
                hostile,
                new HostJvm(hostile, hostile, hostile, hostile, List.of(hostile)),
                hostile,
                hostile,
                List.of(new BackendDescription(hostile, hostile, hostile, "", new TreeMap<>())));
    SourceRun tame = run("tame", environment -> environment, cell -> 1.0);
    SourceRun wild = run(hostile, named, cell -> 1.0, List.of(hostile, "arrays"), hostile, "avgt");
    for (List<SourceRun> order : List.of(List.of(tame, wild), List.of(wild, tame))) {
      RunsReport report = RunsReport.of(order);
      ParsedMarkdown markdown = new ParsedMarkdown(report.markdown());
      assertThat(markdown.all(HtmlBlock.class)).isEmpty();
      assertThat(markdown.all(HtmlInline.class)).allMatch(html -> html.getLiteral().equals("<br>"));
      assertThat(report.markdown().lines().count()).isLessThan(200);
      assertThat(report.html()).contains("&lt;script").doesNotContainIgnoringCase("<script");
      assertThat(report.text()).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]");
      assertThat(report.text().lines().mapToInt(String::length).max().orElse(0)).isLessThan(320);
    }
  }

  @Test
  void threeRunsAreOneFamily() {
    SourceRun first = run("first", environment -> environment, cell -> 1.0);
    String text =
        text(
            first,
            run("second", environment -> environment, cell -> isEjml(cell) ? 1.2 : 1.0),
            run("third", environment -> environment, cell -> 1.0));
    assertThat(text)
        .contains("second against first: of 12 cells in common 4 slower, 8 no difference shown.")
        .contains("third against first: of 12 cells in common 12 no difference shown.");
  }

  /** Sentences without their line ends, so that they can be looked for. */
  private static String text(SourceRun... runs) {
    return RunsReport.of(List.of(runs)).text().replaceAll("\\n {2}(?=[^ ])", " ");
  }

  private static boolean isEjml(CellKey cell) {
    return cell.parameter("backend").equals("ejml");
  }

  @Test
  void moreThreadsAreDrawnAsSpeedUps() {
    SourceRun one = run("one", environment -> environment, cell -> 1.0);
    SourceRun two = onThreads(run("two", environment -> environment, cell -> 0.5), 2);
    RunsReport report = RunsReport.of(List.of(one, two));
    String pattern = "threads: 2, batch \\d+: ([0-9.]+) \\(";
    List<String> times = figures(report.files().getOrDefault("ratios.svg", ""), pattern);
    List<String> speedUps = figures(report.files().getOrDefault("speed-ups.svg", ""), pattern);
    assertThat(speedUps).hasSize(12).hasSameSizeAs(times);
    for (int i = 0; i < 12; i++) {
      double inverse = 1 / Double.parseDouble(times.get(i)); // of two digits
      assertThat(Double.parseDouble(speedUps.get(i))).isBetween(inverse * 0.98, inverse * 1.02);
    }
    assertThat(report.html()).contains("Speed-up of a training step against threads: 1");
    assertThat(RunsReport.of(List.of(one, one)).files()).doesNotContainKey("speed-ups.svg");
  }

  private static SourceRun onThreads(SourceRun run, int threads) {
    Map<Subject, SubjectResult> results = new HashMap<>();
    run.side()
        .results()
        .forEach(
            (subject, result) -> {
              var other =
                  new Subject(
                      subject.cell().with("threads", Integer.toString(threads)),
                      subject.mode(),
                      subject.threads());
              results.put(
                  other,
                  new SubjectResult(
                      other, result.unit(), result.mean(), result.scores(), result.flags()));
            });
    ComparisonSide side = run.side();
    return new SourceRun(
        run.path(),
        run.name(),
        run.description(),
        new ComparisonSide(
            side.name(), side.environment(), side.jvms(), results, Map.of(), Map.of(), Set.of()),
        0);
  }

  private static UnaryOperator<Environment> withEjml(String version) {
    return environment ->
        new Environment(
            environment.timestamp(),
            environment.host(),
            environment.machine(),
            environment.os(),
            environment.jvm(),
            environment.gitCommit(),
            environment.jarSha256(),
            environment.backends().stream()
                .map(
                    backend ->
                        backend.name().equals("ejml")
                            ? new BackendDescription(
                                "ejml", "EJML", version, "", backend.implementations())
                            : backend)
                .toList());
  }

  private static UnaryOperator<Environment> onJava(String version) {
    return environment ->
        new Environment(
            environment.timestamp(),
            environment.host(),
            environment.machine(),
            environment.os(),
            new HostJvm("Debian", version, "OpenJDK 64-Bit Server VM", version, List.of()),
            environment.gitCommit(),
            environment.jarSha256(),
            environment.backends());
  }

  private static SourceRun run(
      String name, UnaryOperator<Environment> environment, ToDoubleFunction<CellKey> factor) {
    return run(name, environment, factor, BACKENDS);
  }

  private static SourceRun run(
      String name,
      UnaryOperator<Environment> environment,
      ToDoubleFunction<CellKey> factor,
      List<String> backends) {
    return run(name, environment, factor, backends, "17.0.15", "avgt");
  }

  private static SourceRun run(
      String name,
      UnaryOperator<Environment> environment,
      ToDoubleFunction<CellKey> factor,
      List<String> backends,
      String java,
      String mode) {
    return source(name, environment, measurements(factor, backends, java, mode));
  }

  private static SourceRun source(
      String name, UnaryOperator<Environment> environment, List<Measurement> forks) {
    List<CellKey> cells = forks.stream().map(Measurement::cell).distinct().toList();
    RunDescription sample = SampleRun.description(cells, "custom", ROUNDS);
    RunDescription description =
        new RunDescription(
            sample.arguments(), sample.plan(), environment.apply(sample.environment()));
    return new SourceRun(
        "bench-results/" + name,
        name,
        Optional.of(description),
        ComparisonSide.ofRun(name, description.environment(), forks),
        forks.stream().filter(fork -> !fork.isOk()).count());
  }

  /** Times with a spread of half a percent between forks. */
  private static List<Measurement> measurements(
      ToDoubleFunction<CellKey> factor, List<String> backends, String java, String mode) {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (String backend : backends) {
        for (int batch : BATCHES) {
          CellKey cell = SampleRun.trainingStep(backend, batch);
          Random random =
              new Random(
                  31L * (cell.label() + java + factor.applyAsDouble(cell)).hashCode() + round);
          double time =
              100 * batch * factor.applyAsDouble(cell) * Math.exp(0.005 * random.nextGaussian());
          forks.add(
              SampleRun.with(
                  SampleRun.measurement(
                      round, cell, mode, mode.equals("avgt") ? "ns/op" : "ops/s", time, time, time),
                  new ForkJvm("java", java, "OpenJDK 64-Bit Server VM", java, List.of())));
        }
      }
    }
    return forks;
  }
}
