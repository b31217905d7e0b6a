package io.github.backpropbench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The page as a file. {@code scripts/page} tests how browsers show it, with the pages that this
 * test writes to {@code target/pages}.
 */
class RunPageTest {
  private static final Path PAGES = Path.of("target", "pages");
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);
  private static final String[] BACKENDS = {"arrays", "ejml", "ojalgo", "vector", "blas"};

  @Test
  void theStandardProfileIsOneSmallFileThatLoadsNothing() throws IOException {
    String html = page("standard", SyntheticRun.of(Profile.STANDARD, BACKENDS));
    assertThat(html.getBytes(UTF_8)).hasSizeLessThan(1_500_000);
    ParsedPage page = new ParsedPage(html);
    for (String name : List.of("link", "img", "iframe", "object", "base", "embed")) {
      assertThat(page.all(name)).as(name).isEmpty();
    }
    assertThat(page.all("script")).allMatch(script -> !script.hasAttribute("src"));
    assertThat(page.all("meta"))
        .anyMatch(meta -> meta.getAttribute("content").startsWith("default-src 'none'"));
    assertThat(html).doesNotContain("@import", "url(");
    assertThat(page.scripts()).anyMatch(script -> script.contains("Permission to use, copy"));
  }

  @Test
  void everyReferenceHasATarget() {
    ParsedPage page =
        new ParsedPage(RunReport.of(SyntheticRun.of(Profile.STANDARD, BACKENDS)).html());
    Set<String> ids = new HashSet<>();
    for (Element element : page.all("*")) {
      String id = element.getAttribute("id");
      assertThat(id.isEmpty() || ids.add(id)).as(id).isTrue();
    }
    for (String attribute : List.of("href", "aria-labelledby", "aria-controls")) {
      page.all("*").stream()
          .map(element -> element.getAttribute(attribute))
          .filter(value -> !value.isEmpty())
          .forEach(value -> assertThat(ids).contains(value.replace("#", "")));
    }
  }

  @Test
  void sectionsAreInTheOrderOfAReadersQuestions() {
    ParsedPage page =
        new ParsedPage(RunReport.of(SyntheticRun.of(Profile.STANDARD, BACKENDS)).html());
    assertThat(page.all("section").stream().map(section -> section.getAttribute("id")))
        .containsExactly(
            "answer",
            "throughput",
            "ratio",
            "crossover",
            "passes",
            "costs",
            "fusion",
            "time-to-target",
            "losses",
            "time-to-loss",
            "trainings",
            "allocation",
            "peak",
            "kernels",
            "trust",
            "environment",
            "reproduce");
  }

  @Test
  void thePageHasEverythingThatTheOtherReportsSay() {
    RunReport report = RunReport.of(SyntheticRun.of(Profile.FULL, BACKENDS));
    List<String> titles =
        report
            .markdown()
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();
    assertThat(titles).isNotEmpty();
    assertThat(new ParsedPage(report.html()).all("h2").stream().map(Node::getTextContent))
        .containsAll(titles);
  }

  @ParameterizedTest
  @MethodSource("io.github.backpropbench.report.HostileResultsTest#texts")
  void foreignTextIsText(String text) throws IOException {
    int number = HostileResultsTest.texts().indexOf(text);
    ParsedPage page = new ParsedPage(page("hostile-" + number, HostileResultsTest.run(text)));
    ParsedPage tame = new ParsedPage(RunReport.of(HostileResultsTest.run("tame")).html());
    assertThat(page.all("*").stream().map(Node::getNodeName).distinct())
        .containsExactlyElementsOf(
            tame.all("*").stream().map(Node::getNodeName).distinct().toList());
    assertThat(page.scripts()).isEqualTo(tame.scripts());
    for (Element element : page.all("*")) {
      for (String attribute : List.of("onerror", "onclick", "onload", "style", "src")) {
        assertThat(element.hasAttribute(attribute)).isFalse();
      }
      assertThat(element.getAttribute("href")).doesNotContain(":");
    }
    String start = HostileResultsTest.start(text);
    assertThat(page.text()).contains(start);
    assertThat(page.data().path("backends").findValuesAsText("name"))
        .anyMatch(name -> name.startsWith(start));
  }

  @Test
  void oneCell() throws IOException {
    ParsedPage page = new ParsedPage(page("one-cell", run(3, ARRAYS)));
    assertThat(page.data().path("networks")).hasSize(1);
    assertThat(page.data().at("/networks/0/rows/0/words").textValue())
        .isEqualTo("Only arrays was measured.");
    assertThat(page.all("section").stream().map(section -> section.getAttribute("id")))
        .contains("answer", "throughput", "reproduce")
        .doesNotContain("ratio", "crossover", "costs", "losses", "failures");
  }

  @Test
  void nothingButFailures() throws IOException {
    List<Measurement> forks =
        run(2, ARRAYS, EJML).measurements().stream()
            .map(fork -> fork.failed("the gradient of W1 is wrong by 0.5"))
            .toList();
    ParsedPage page =
        new ParsedPage(
            page(
                "all-failed",
                new RunResults(run(2, ARRAYS, EJML).description(), forks, List.of())));
    assertThat(page.text())
        .contains("nothing could be measured")
        .contains("the gradient of W1 is wrong by 0.5")
        .doesNotContain("NaN");
    assertThat(page.data().at("/networks/0/rows/0/words").isMissingNode()).isTrue();
    assertThat(page.data().at("/networks/0/rows/0/cells/0/failed").booleanValue()).isTrue();
  }

  @Test
  void aRunWithoutLosses() throws IOException {
    RunResults run = SyntheticRun.of(Profile.QUICK, "arrays", "ejml");
    ParsedPage page =
        new ParsedPage(
            page("no-losses", new RunResults(run.description(), run.measurements(), List.of())));
    assertThat(page.data().path("trainings")).isEmpty();
    assertThat(page.all("section").stream().map(section -> section.getAttribute("id")))
        .doesNotContain("losses", "time-to-loss");
  }

  @Test
  @Tag("slow")
  void tenThousandCellsStaySmall() throws IOException {
    String html = page("ten-thousand", SyntheticRun.ofTenThousandCells());
    assertThat(html.getBytes(UTF_8)).hasSizeLessThan(8_000_000);
    assertThat(new ParsedPage(html).data().path("networks")).hasSize(200);
  }

  @Test
  @Tag("slow")
  void tenThousandCellsOfTwentyBackendsStaySmall() throws IOException {
    String html = page("twenty-backends", SyntheticRun.ofTenThousandCellsOfTwentyBackends());
    assertThat(html.getBytes(UTF_8)).hasSizeLessThan(8_000_000);
    assertThat(new ParsedPage(html).data().path("networks")).hasSize(100);
  }

  /** The page of a run, also written to a file for the tests in a browser. */
  private static String page(String name, RunResults run) throws IOException {
    String html = RunReport.of(run).html();
    Files.createDirectories(PAGES);
    Files.writeString(PAGES.resolve(name + ".html"), html);
    return html;
  }

  private static RunResults run(int rounds, CellKey... cells) {
    return SyntheticRun.of(plan(rounds, cells));
  }

  private static Plan plan(int rounds, CellKey... cells) {
    return new Plan(
        "custom",
        42,
        rounds,
        Stream.of(cells).map(cell -> new PlannedCell(cell, SampleRun.ITERATIONS)).toList(),
        List.of());
  }
}
