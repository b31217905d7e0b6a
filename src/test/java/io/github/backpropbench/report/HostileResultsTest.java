package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.report.render.ParsedMarkdown;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.results.Machine;
import io.github.backpropbench.results.Machine.Cache;
import io.github.backpropbench.results.Machine.ContainerLimits;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Result files are input: whatever texts they hold, they appear as text and nothing else. */
class HostileResultsTest {
  static List<String> texts() {
    return List.of(
        "<script>alert(1)</script>",
        "=cmd()",
        "a|b`c`\"d\"'e'",
        "line\nend\r\n# heading\n| x |\n```",
        "\u001b[31mred\u001b[0m\u0007\u202e\u0000",
        "[x](javascript:alert(1)) ![y](z)",
        "</script><img src=x onerror=alert(1)><!--",
        "*" + "very long ".repeat(50));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void markdownShowsThemAsText(String text) {
    String markdown = RunReport.of(run(text)).markdown();
    ParsedMarkdown hostile = new ParsedMarkdown(markdown);
    ParsedMarkdown tame = new ParsedMarkdown(RunReport.of(run("tame")).markdown());
    assertThat(hostile.all(HtmlInline.class)).allMatch(html -> html.getLiteral().equals("<br>"));
    assertThat(hostile.all(HtmlBlock.class)).isEmpty();
    assertThat(hostile.all(Link.class)).isEmpty();
    assertThat(hostile.all(Image.class)).isEmpty();
    assertThat(hostile.tables().stream().map(table -> table.get(0).size()))
        .containsExactlyElementsOf(
            tame.tables().stream().map(table -> table.get(0).size()).toList());
    assertThat(hostile.all(org.commonmark.node.Heading.class))
        .hasSameSizeAs(tame.all(org.commonmark.node.Heading.class));
    assertThat(markdown.lines().count()).isLessThan(200);
    assertThat(hostile.text()).contains(start(text));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void theTerminalShowsThemAsText(String text) {
    String report = RunReport.of(run(text)).text();
    assertThat(report).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]");
    assertThat(report).contains(start(text));
    assertThat(report.lines().filter(line -> line.length() > 100 && !line.startsWith("  ")))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void soDoesTheReportOfAFile(String text) {
    RunResults run = run(text);
    RunDescription unknown =
        new RunDescription(
            List.of(), new Plan("unknown", 0, 0, List.of(), List.of()), Environment.NONE);
    List<Measurement> forks = new ArrayList<>(run.measurements());
    CellKey cell = new CellKey(text + ".y." + text, Map.of(text, text));
    ForkJvm jvm = new ForkJvm(text, text, text, text, List.of(text));
    for (String value : List.of("1", "2", text + 3)) {
      Measurement fork = SampleRun.measurement(1, cell.with(text, value), text, text, 3.0);
      forks.add(SampleRun.with(SampleRun.with(fork, text, SampleRun.allocation(1.0)), jvm));
    }
    JmhReport report = JmhReport.of(text, new RunResults(unknown, forks, List.of()));
    ParsedMarkdown markdown = new ParsedMarkdown(report.markdown());
    assertThat(markdown.all(HtmlInline.class)).allMatch(html -> html.getLiteral().equals("<br>"));
    assertThat(markdown.all(HtmlBlock.class)).isEmpty();
    assertThat(markdown.all(Link.class)).isEmpty();
    assertThat(markdown.all(Image.class)).hasSizeLessThan(2);
    assertThat(report.markdown().lines().count()).isLessThan(200);
    assertThat(report.html()).doesNotContainIgnoringCase("<script").doesNotContain("<img");
    assertThat(report.text()).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]");
    assertThat(report.text().lines()).allMatch(line -> line.length() <= 100);
  }

  /** What must be left of a text that was cut to a label and made printable. */
  static String start(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}]+", " ").strip().substring(0, 4);
  }

  /** A run in which every name is the same text. */
  static RunResults run(String text) {
    CellKey cell =
        new CellKey(
            "io.github.backpropbench.benchmark.TrainingStepBenchmark.step",
            Map.of(
                "backend",
                text,
                "precision",
                text,
                "shape",
                text,
                "batch",
                text,
                "bias",
                text,
                "gradient",
                text,
                "optimizer",
                text,
                text,
                text));
    CellKey other = cell.with(Factor.BACKEND, "arrays");
    CellKey foreign = new CellKey(text + ".x." + text, Map.of("p", text));
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      forks.add(
          SampleRun.with(
              SampleRun.measurement(round, cell, 3.0 + 0.1 * round, 3.1, 3.2),
              "gc.alloc.rate.norm",
              SampleRun.allocation(24.0)));
      forks.add(SampleRun.measurement(round, other, 2.0, 2.1, 2.2 + 0.1 * round));
      forks.add(SampleRun.measurement(round, foreign, text, text, 3.0));
      forks.add(SampleRun.measurement(round, cell.with(Factor.BATCH, "64"), 1.0).failed(text));
    }
    List<PlannedCell> cells =
        List.of(cell, other, foreign).stream()
            .map(key -> new PlannedCell(key, SampleRun.ITERATIONS))
            .toList();
    return new RunResults(
        new RunDescription(
            List.of("run", "--out", text),
            new Plan(text, 1, 3, cells, List.of(text)),
            environment(text)),
        forks,
        List.of(new LossCurve(text, text, text, text, text, true, List.of(1.0, Double.NaN))));
  }

  private static Environment environment(String text) {
    return new Environment(
        text,
        text,
        new Machine(
            text, 1, 1, List.of(new Cache(1, text, 1024)), 1L << 30, 0.5, ContainerLimits.NONE),
        text,
        new HostJvm(text, text, text, text, List.of(text)),
        text,
        text,
        List.of(new BackendDescription(text, text, text, "", new TreeMap<>(Map.of(text, text)))));
  }
}
