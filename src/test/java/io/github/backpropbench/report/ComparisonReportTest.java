package io.github.backpropbench.report;

import static io.github.backpropbench.report.ComparedSides.BACKENDS;
import static io.github.backpropbench.report.ComparedSides.measurements;
import static io.github.backpropbench.report.ComparedSides.onJava;
import static io.github.backpropbench.report.ComparedSides.onThreads;
import static io.github.backpropbench.report.ComparedSides.run;
import static io.github.backpropbench.report.ComparedSides.source;
import static io.github.backpropbench.report.ComparedSides.withEjml;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.SideReader;
import io.github.backpropbench.report.render.ParsedMarkdown;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.JmhResult;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.junit.jupiter.api.Test;

/** One report of several runs. */
class ComparisonReportTest {
  @Test
  void aLibrarysReleasesAreNamedAndItsChangeIsNotTakenForTheMachines() {
    // All of ejml is faster by 6 %, and the machine is slower by 2 % in the second run.
    ComparisonSide baseline = run("baseline", withEjml("0.45.1"), cell -> 1.06);
    ComparisonSide candidate =
        run("candidate", withEjml("0.46.1"), cell -> isEjml(cell) ? 1.02 : 1.06 * 1.02);
    String text = text(baseline, candidate);
    assertThat(text)
        .contains("What differs: the version of ejml (0.45.1, 0.46.1).")
        .contains(
            "ejml 0.46.1 compared with ejml 0.45.1: of 12 cells in common, 4 faster, 8 no"
                + " difference")
        .containsPattern("All cells together took (1\\.[5-9]|2\\.[0-5]) % more time")
        .containsPattern(
            "by backend: ejml 0\\.9[3-5] \\([^)]*\\), ojalgo .*, arrays \\(a yardstick\\) 1\\.0\\d \\(")
        .doesNotContain("†");
  }

  @Test
  void withoutOtherBackendsAReleasesChangeIsShownAsItIs() {
    ComparisonSide baseline = run("baseline", withEjml("0.45.1"), cell -> 1.0, List.of("ejml"));
    ComparisonSide candidate = run("candidate", withEjml("0.46.1"), cell -> 0.9, List.of("ejml"));
    assertThat(text(baseline, candidate))
        .contains("of 4 cells in common, 4 faster")
        .contains("With fewer than 8 cells of unchanged backends")
        .containsPattern("by backend: ejml 0\\.(89|90|91) ");
  }

  @Test
  void otherJvmsAreComparedAndMarked() {
    ComparisonSide baseline = run("baseline", environment -> environment, cell -> 1.0);
    ComparisonSide candidate =
        run("candidate", onJava("25.0.1"), cell -> 0.8, BACKENDS, "25.0.1", "avgt");
    String text = text(baseline, candidate);
    assertThat(text)
        .contains("What differs: Java (17.0.15, 25.0.1).")
        .contains("Java 25.0.1 compared with Java 17.0.15: of 12 cells in common, 12 faster.")
        .contains("Across environments: Ratios marked † compare")
        .containsPattern("0\\.(79|80|81) \\(0\\.[78]\\d–0\\.8\\d\\)†")
        .doesNotContain("All cells together took");
  }

  @Test
  void runsOnDifferentNumbersOfThreadsAreCompared() {
    ComparisonSide one = run("one", environment -> environment, cell -> 1.0);
    ComparisonSide two = onThreads(run("two", environment -> environment, cell -> 0.5), 2);
    assertThat(text(one, two))
        .contains("What differs: the number of threads (1, 2).")
        .contains("threads: 2 compared with threads: 1: of 12 cells in common, 12 faster.")
        .doesNotContain("†");
  }

  @Test
  void theSameTwiceDiffersInNothing() {
    ComparisonSide first = run("first", environment -> environment, cell -> 1.0);
    ComparisonSide again = run("again", environment -> environment, cell -> 1.01);
    assertThat(text(first, again))
        .contains("What differs: nothing that is recorded: the runs repeat each other.")
        .contains("again compared with first: of 12 cells in common, 12 no difference shown.");
  }

  @Test
  void runsWithNoCellInCommonStandSideBySide() {
    ComparisonSide first = run("first", environment -> environment, cell -> 1.0, List.of("arrays"));
    ComparisonSide other = run("other", environment -> environment, cell -> 1.0, List.of("ejml"));
    String text = text(first, other);
    assertThat(text)
        .contains("other compared with first: no cell in common, so there is nothing to compare.")
        .contains("1  (arrays)  ")
        .contains("1  ejml      ")
        .doesNotContain("How sure");
    assertThat(ComparisonReport.of(List.of(first, other)).markdown()).contains("| ejml ");
  }

  @Test
  void aRunOfFailuresIsShownAsSuch() {
    ComparisonSide good = run("good", environment -> environment, cell -> 1.0);
    List<Measurement> failures =
        measurements(cell -> 1.0, BACKENDS, "17.0.15", "avgt").stream()
            .map(fork -> fork.failed("out of order"))
            .toList();
    ComparisonSide bad = source("bad", environment -> environment, failures);
    assertThat(text(good, bad))
        .contains("bad compared with good: no cell in common")
        .contains("bad: fails")
        .contains("out of order");
    assertThat(text(bad, good)).contains("good compared with bad: no cell in common");
  }

  @Test
  void throughputReadsAsTimeToo() {
    ComparisonSide baseline =
        run("baseline", environment -> environment, cell -> 1.0, BACKENDS, "17", "thrpt");
    ComparisonSide candidate = run("candidate", onJava("25"), cell -> 2.0, BACKENDS, "25", "thrpt");
    assertThat(text(baseline, candidate))
        .contains("12 faster")
        .containsPattern("0\\.(49|50|51) \\(0\\.[45]\\d–0\\.5\\d\\)†");
  }

  @Test
  void baselinesAreRowsOfTheirRun() {
    ComparisonSide run = run("run", environment -> environment, cell -> 1.0);
    CellKey cell = SampleRun.trainingStep("c", 64);
    JmhResult c =
        new JmhResult(
            cell,
            "avgt",
            1,
            "ns/op",
            50,
            List.of(List.of(49.0), List.of(51.0)),
            new ForkJvm("cc", "", "C", "12", List.of()));
    ComparisonSide with = run.with(SideReader.ofJmh(Path.of("baselines.json"), List.of(c)));
    assertThat(text(with, run("other", environment -> environment, cell2 -> 1.0)))
        .containsPattern("64  c +50\\.0 ns +–");
  }

  @Test
  void aFileOfJmhHasNoEnvironment() {
    ComparisonSide run = run("run", environment -> environment, cell -> 1.0);
    Map<CellKey, List<List<Double>>> cells = new HashMap<>();
    for (Measurement fork : measurements(cell -> 1.5, BACKENDS, "17.0.15", "avgt")) {
      cells.computeIfAbsent(fork.cell(), key -> new ArrayList<>()).add(fork.scores());
    }
    List<JmhResult> results = new ArrayList<>();
    ForkJvm jvm = new ForkJvm("java", "17.0.15", "OpenJDK 64-Bit Server VM", "17.0.15", List.of());
    cells.forEach(
        (cell, forks) -> results.add(new JmhResult(cell, "avgt", 1, "ns/op", 1, forks, jvm)));
    ComparisonSide file = SideReader.ofJmh(Path.of("a/file.json"), results);
    assertThat(text(run, file))
        .contains("file.json compared with run: of 12 cells in common, 12 slower")
        .contains("JMH's JSON");
  }

  /** What the two have in common is not named: flags are long. */
  @Test
  void otherFlagsAreNamedAndMakeOtherEnvironments() {
    ComparisonSide one = withFlags("-Xmx1g", "-XX:+UseG1GC");
    ComparisonSide other = withFlags("-Xmx1g", "-XX:+UseSerialGC");
    assertThat(text(one, other))
        .contains("What differs: the forks' JVM flags (-XX:+UseG1GC, -XX:+UseSerialGC).")
        .contains("flags: -XX:+UseG1GC", "†")
        .doesNotContain("nothing that is recorded");
    assertThat(text(one, one)).contains("nothing that is recorded").contains("-Xmx1g -XX:+UseG1GC");
  }

  private static ComparisonSide withFlags(String... flags) {
    ForkJvm jvm = new ForkJvm("java", "17.0.15", "OpenJDK", "17.0.15", List.of(flags));
    JmhResult result =
        new JmhResult(
            SampleRun.trainingStep("arrays", 64),
            "avgt",
            1,
            "ns/op",
            50,
            List.of(List.of(49.0), List.of(51.0)),
            jvm);
    return SideReader.ofJmh(Path.of("file.json"), List.of(result));
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
    ComparisonSide tame = run("tame", environment -> environment, cell -> 1.0);
    ComparisonSide wild =
        run(hostile, named, cell -> 1.0, List.of(hostile, "arrays"), hostile, "avgt");
    for (List<ComparisonSide> order : List.of(List.of(tame, wild), List.of(wild, tame))) {
      ComparisonReport report = ComparisonReport.of(order);
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
    ComparisonSide first = run("first", environment -> environment, cell -> 1.0);
    String text =
        text(
            first,
            run("second", environment -> environment, cell -> isEjml(cell) ? 1.2 : 1.0),
            run("third", environment -> environment, cell -> 1.0));
    assertThat(text)
        .contains(
            "second compared with first: of 12 cells in common, 4 slower, 8 no difference shown.")
        .contains("third compared with first: of 12 cells in common, 12 no difference shown.");
  }

  /** Sentences without their line ends, so that they can be looked for. */
  private static String text(ComparisonSide... runs) {
    return ComparisonReport.of(List.of(runs)).text().replaceAll("\\n {2}(?=[^ ])", " ");
  }

  private static boolean isEjml(CellKey cell) {
    return cell.backend().equals("ejml");
  }
}
