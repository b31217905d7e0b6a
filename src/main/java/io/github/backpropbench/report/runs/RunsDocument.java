package io.github.backpropbench.report.runs;

import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Picture;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.document.Document.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the report of several runs says, in its order. */
public final class RunsDocument {
  private RunsDocument() {}

  /**
   * The document.
   *
   * @param charts that stand in files beside it, by their names
   */
  public static Document of(RunSet set, Map<String, Chart> charts) {
    List<Section> sections = new ArrayList<>();
    sections.add(RunsAnswer.of(set));
    sections.add(RunsSection.of(set));
    if (!charts.isEmpty()) {
      List<Block> pictures = new ArrayList<>();
      charts.forEach((file, chart) -> pictures.add(new Picture(file, chart.title())));
      sections.add(new Section("Training step by run", pictures));
    }
    MeansSection.of(set).ifPresent(sections::add);
    sections.addAll(TimesSection.of(set));
    UncomparedRuns.of(set).ifPresent(sections::add);
    sections.add(EnvironmentsSection.of(set));
    return new Document(
        "backprop-bench report on " + set.runs().size() + " runs",
        "All are held against the first, %s.".formatted(set.first()),
        sections);
  }
}
