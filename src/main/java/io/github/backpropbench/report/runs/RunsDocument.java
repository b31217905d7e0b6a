package io.github.backpropbench.report.runs;

import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.document.Section;
import java.util.ArrayList;
import java.util.List;

/** What the report of several runs says, in its order. */
public final class RunsDocument {
  private RunsDocument() {}

  public static Document of(RunSet set) {
    List<Section> sections = new ArrayList<>();
    sections.add(RunsAnswer.of(set));
    sections.add(RunsSection.of(set));
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
