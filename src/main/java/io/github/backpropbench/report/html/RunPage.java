package io.github.backpropbench.report.html;

import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Roofline;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.section.RunSections;
import java.nio.file.Path;
import java.util.Optional;

/** The report of a run as a page, from the answer to the command that repeats the run. */
public final class RunPage {
  private RunPage() {}

  /**
   * The whole file.
   *
   * @param folder that the page is written for; empty if for none in particular
   */
  public static String of(
      RunAnalysis analysis,
      RunSections sections,
      String title,
      String subtitle,
      Optional<Path> folder) {
    BackendStyles styles = new BackendStyles(analysis.run().backends());
    FactorLevels factors =
        new FactorLevels(analysis.grid().rows().stream().map(GridRow::group).distinct().toList());
    PageData data = new PageData(analysis, styles, factors);
    Page page = new Page(title, subtitle, styles.css(), new BlockHtml(styles));
    addSections(page, analysis, sections, styles, factors, folder);
    return page.html(data.json());
  }

  private static void addSections(
      Page page,
      RunAnalysis analysis,
      RunSections sections,
      BackendStyles styles,
      FactorLevels factors,
      Optional<Path> folder) {
    page.add("answer", sections.answer());
    sections.trainingSteps().ifPresent(section -> page.addChart("throughput", section));
    // First in a run that measures nothing else; otherwise beside the other trainings.
    Optional<Section> targets = sections.timeToTarget();
    targets
        .filter(section -> sections.trainingSteps().isEmpty())
        .ifPresent(section -> page.addChart("time-to-target", section));
    sections.ratios().ifPresent(section -> page.addChart("ratio", section));
    sections
        .crossover()
        .ifPresent(
            section ->
                page.add(
                    "crossover",
                    section.title(),
                    new CrossoverHtml(analysis, styles).maps(factors)));
    sections.passes().ifPresent(section -> page.addChart("passes", section));
    sections.costs().ifPresent(section -> page.addChart("costs", section));
    sections.fusion().ifPresent(section -> page.addChart("fusion", section));
    sections.threads().ifPresent(section -> page.addChart("threads", section));
    targets
        .filter(section -> sections.trainingSteps().isPresent())
        .ifPresent(section -> page.addChart("time-to-target", section));
    sections.losses().ifPresent(section -> page.addChart("losses", section));
    sections.timeToLoss().ifPresent(section -> page.add("time-to-loss", section));
    sections.convergence().ifPresent(section -> page.add("trainings", section));
    sections.allocation().ifPresent(section -> page.addChart("allocation", section));
    sections
        .roofline()
        .ifPresent(
            section -> {
              if (hasShares(analysis)) {
                page.addChart("peak", section);
              } else {
                page.add("peak", section);
              }
            });
    sections.kernels().ifPresent(section -> page.add("kernels", section));
    sections.others().ifPresent(section -> page.add("others", section));
    sections
        .trust()
        .ifPresent(
            section -> page.add("trust", section, new NotShownHtml(analysis, styles).html()));
    sections.failures().ifPresent(section -> page.add("failures", section));
    page.add(
        "environment",
        sections.environment(),
        SourceLinks.of(analysis.run().results().description().environment().backends(), folder));
    page.add("reproduce", sections.reproduce());
  }

  /** Whether a share of the machine's peak is known of any cell. */
  private static boolean hasShares(RunAnalysis analysis) {
    Roofline roofline = Roofline.of(analysis.run());
    return analysis.grid().rows().stream()
        .flatMap(row -> row.byBackend().values().stream())
        .anyMatch(cell -> roofline.share(cell).isPresent());
  }
}
