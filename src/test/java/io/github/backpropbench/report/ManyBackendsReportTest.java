package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The report of fifteen backends says what matters first, and loses nothing. */
class ManyBackendsReportTest {
  /** For the tests of the page in a browser. */
  private static final Path PAGES = Path.of("target", "pages");

  /** The columns of a table of all training steps; a yardstick's heading is in brackets. */
  private static final String[] PRINCIPAL = {
    "blas", "hipparchus", "commons-math", "dl4j", "ojalgo-ann", "(arrays)", "(vector)"
  };

  private static final String FOLDED =
      "8 more columns (ejml, ojalgo, openblas, mtj, jblas, nd4j, colt, la4j)";

  private static RunResults run = new TargetRun().results();
  private static RunReport report = RunReport.of(run);
  private static Map<String, String> files = Map.of();
  private static Duration time = Duration.ZERO;

  @BeforeAll
  static void makeReport() throws IOException {
    run = ManyBackends.ofReference();
    long start = System.nanoTime();
    report = RunReport.of(run);
    files = report.files(Path.of("bench-results", "many"));
    time = Duration.ofNanos(System.nanoTime() - start);
    Files.createDirectories(PAGES);
    Files.writeString(PAGES.resolve("many.html"), page());
    Files.writeString(PAGES.resolve("many-targets.html"), targets().html());
  }

  private static String page() {
    return files.getOrDefault("report.html", "");
  }

  private static RunReport targets() {
    return RunReport.of(
        ManyBackends.with(
            new TargetRun().backends("arrays", "ejml", "ojalgo", "vector", "blas").results()));
  }

  @Test
  void theAnswerNamesTheBestThreeOfEachRoleAndCountsTheOthers() {
    String text = report.text().replaceAll("\\s+", " ");
    assertThat(text)
        .contains(
            "commons-math at batch 8 to 512 (blas takes 1.18 to 5.79 times as long, hipparchus 1.46"
                + " to 5.74 times, 8 others take longer)")
        .contains(
            "hipparchus or commons-math at batch 1 (no difference shown between them; ejml takes"
                + " 1.34 times as long, 8 others take longer)")
        .containsPattern(
            "Of the engines, dl4j is the fastest: [0-9.]+ to [0-9.]+ times the time of")
        .containsPattern("Fusion: .*: blas [^;]*; hipparchus [^;]*; commons-math [^;]*; arrays ")
        .doesNotContain("the next takes");
    String answer = text.substring(0, text.indexOf("Training step: throughput"));
    assertThat(answer).doesNotContain("colt", "mtj", "la4j");
    assertThat(targets().text().replaceAll("\\s+", " "))
        .contains(
            "The others at their best: commons-math 703 µs (manual adam, bias, batch 32); ejml")
        .contains(
            "; and 8 more. The engines at their best: dl4j 287 µs (engine adam, bias, batch 8)");
  }

  @Test
  void theTerminalShowsTheBestAndSaysWhereTheOthersAre() {
    String text = report.text();
    assertThat(text.replaceAll(" +", " "))
        .contains("\nbatch blas hipparchus commons-math dl4j ojalgo-ann (arrays)\n")
        .doesNotContainPattern("\nbatch .*colt");
    assertThat(text.replaceAll("\\s+", " ")).contains(FOLDED + ": see report.md.");
    assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(120);
  }

  @Test
  void markdownHasTheOthersBehindAFold() {
    List<String> lines = files.getOrDefault("report.md", "").lines().toList();
    assertThat(lines.size()).isLessThan(200);
    String head = lines.stream().filter(line -> line.startsWith("| shape")).findFirst().orElse("");
    assertThat(head.replaceAll("[| ]+", " "))
        .endsWith(" batch " + String.join(" ", PRINCIPAL) + " ");
    List<String> folds = lines.stream().filter(line -> line.startsWith("<details>")).toList();
    assertThat(folds).hasSizeGreaterThan(8);
    assertThat(folds.get(0))
        .contains("<summary>" + FOLDED + ". ")
        .endsWith("</table></details>")
        .contains("<td>3-2-1 f32, manual sgd, bias</td><td>1</td><td>9.42 M/s<br/>106 ns ±");
    ParsedPage table = new ParsedPage("<p>" + folds.get(0) + "</p>");
    assertThat(table.all("th")).hasSize(2 + 15);
    assertThat(table.all("td").size() % (2 + 15)).isZero();
  }

  @Test
  void thePageHasAllColumnsAndABoxToTickForThem() {
    ParsedPage page = new ParsedPage(page());
    Element table = page.byId("throughput-table");
    List<String> shown = new ArrayList<>();
    List<String> folded = new ArrayList<>();
    var headings = table.getElementsByTagName("th");
    for (int i = 0; i < headings.getLength(); i++) {
      Element heading = (Element) headings.item(i);
      if (heading.getAttribute("scope").equals("col")) {
        boolean rest = heading.getAttribute("class").equals("rest");
        (rest ? folded : shown).add(heading.getTextContent());
      }
    }
    assertThat(shown)
        .containsExactly(
            Stream.concat(Stream.of("batch"), Stream.of(PRINCIPAL)).toArray(String[]::new));
    assertThat(folded).hasSize(8);
    assertThat(((Element) table.getElementsByTagName("input").item(0)).getAttribute("type"))
        .isEqualTo("checkbox");
    assertThat(table.getElementsByTagName("label").item(0).getTextContent()).isEqualTo(FOLDED);
    assertThat(table.getElementsByTagName("td").getLength() % 15).isZero();
  }

  @Test
  void hostileNamesAreTextBehindTheFold() {
    TimedRun hostile = new TimedRun();
    List<String> names =
        List.of("<b>", "</table>", "@all", "a\n\nb", "|x|", "&lt;", "\"'", "](x)", "`c`", "<!--");
    for (int i = 0; i < names.size(); i++) {
      hostile.with(SampleRun.trainingStep(names.get(i), 64), 100 + i);
    }
    List<String> lines = hostile.report().markdown().lines().toList();
    String fold =
        lines.stream().filter(line -> line.startsWith("<details>")).findFirst().orElse("");
    assertThat(fold).contains("&lt;b&gt;", "&lt;/table&gt;", "@&#8203;all").doesNotContain("<b>");
    ParsedPage table = new ParsedPage("<p>" + fold + "</p>");
    assertThat(table.all("th")).hasSize(2 + names.size());
    assertThat(lines).noneMatch("b"::equals);
  }

  @Test
  void nothingIsLostInTheTableOfCells() {
    String cells = files.getOrDefault("cells.csv", "");
    for (String backend : run.description().plan().backends()) {
      assertThat(cells).contains("," + backend + ",");
    }
    assertThat(cells.lines().count()).isEqualTo(1L + run.description().plan().cells().size());
  }

  @Test
  void chartsBeginWithTheBestOfTheirNetwork() {
    JsonNode data = new ParsedPage(page()).data();
    JsonNode small = network(data, "3-2-1 f32, manual sgd, bias");
    assertThat(names(data, small))
        .containsExactly(
            "blas", "hipparchus", "commons-math", "dl4j", "ojalgo-ann", "arrays", "vector");
    JsonNode classifier = network(data, "64-32-10 cross-entropy f32, manual sgd, bias");
    assertThat(names(data, classifier)).contains("blas", "jblas", "commons-math");
    JsonNode autograd = network(data, "3-2-1 f32, autograd sgd, bias");
    assertThat(autograd.isMissingNode()).isFalse();
    JsonNode cells = autograd.at("/rows/0/cells");
    assertThat(cells.get(11).isNull() && cells.get(12).isNull()).as("engines").isTrue();
    assertThat(small.at("/rows/0/cells/11").path("time").doubleValue()).isPositive();
  }

  private static JsonNode network(JsonNode data, String label) {
    for (JsonNode network : data.path("networks")) {
      if (network.path("label").textValue().equals(label)) {
        return network;
      }
    }
    return data.path("none");
  }

  private static List<String> names(JsonNode data, JsonNode network) {
    return IntStream.range(0, network.path("best").size())
        .mapToObj(i -> data.at("/backends/" + network.at("/best/" + i).intValue() + "/name"))
        .map(JsonNode::textValue)
        .toList();
  }

  @Test
  void thePictureHasTheBestInColourAndTheOthersInGrey() {
    String svg = files.getOrDefault("throughput.svg", "");
    assertThat(svg).contains("In grey: ejml, ojalgo, openblas, mtj, jblas");
    int panels = svg.split("<clipPath", -1).length - 1;
    assertThat(svg.split("stroke-opacity", -1).length - 1).isEqualTo(5 * panels);
  }

  /** Generous: the report takes about a second, but other tests run at the same time. */
  @Test
  void itIsMadeInAFewSecondsAndIsNotLarge() {
    assertThat(time).isLessThan(Duration.ofSeconds(30));
    assertThat(page().length()).isLessThan(2_000_000);
  }
}
