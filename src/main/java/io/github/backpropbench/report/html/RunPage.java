package io.github.backpropbench.report.html;

import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Roofline;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.section.RunSections;
import java.nio.file.Path;
import java.util.Optional;

/** The report of a run as a page: what stands on it, from the answer to the command. */
public final class RunPage {
  private RunPage() {}

  /**
   * The whole file.
   *
   * @param folder that it is for; empty if it is for no particular one
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
    return new Page(title, subtitle, styles.css())
        .html(body(analysis, sections, styles, factors, folder), data.json())
        .toString();
  }

  private static PageBody body(
      RunAnalysis analysis,
      RunSections sections,
      BackendStyles styles,
      FactorLevels factors,
      Optional<Path> folder) {
    PageBody body = new PageBody(new BlockHtml(styles));
    body.add("answer", sections.answer());
    body.addChart("throughput", sections.trainingSteps());
    sections.ratios().ifPresent(section -> body.addChart("ratio", section));
    sections
        .crossover()
        .ifPresent(
            section ->
                body.add(
                    "crossover",
                    section.title(),
                    new CrossoverHtml(analysis, styles).maps(factors)));
    sections.passes().ifPresent(section -> body.addChart("passes", section));
    sections.costs().ifPresent(section -> body.addChart("costs", section));
    sections.threads().ifPresent(section -> body.addChart("threads", section));
    sections.losses().ifPresent(section -> body.addChart("losses", section));
    sections.timeToLoss().ifPresent(section -> body.add("time-to-loss", section));
    sections.convergence().ifPresent(section -> body.add("trainings", section));
    sections.allocation().ifPresent(section -> body.addChart("allocation", section));
    sections
        .roofline()
        .ifPresent(
            section -> {
              if (hasShares(analysis)) {
                body.addChart("peak", section);
              } else {
                body.add("peak", section);
              }
            });
    sections.kernels().ifPresent(section -> body.add("kernels", section));
    sections.others().ifPresent(section -> body.add("others", section));
    sections
        .trust()
        .ifPresent(
            section -> body.add("trust", section, new NotShownHtml(analysis, styles).html()));
    sections.failures().ifPresent(section -> body.add("failures", section));
    body.add(
        "environment",
        sections.environment(),
        SourceLinks.of(analysis.run().results().description().environment().backends(), folder));
    body.add("reproduce", sections.reproduce());
    return body;
  }

  /** Whether the machine's peak was measured, too. */
  private static boolean hasShares(RunAnalysis analysis) {
    Roofline roofline = Roofline.of(analysis.run());
    return analysis.grid().rows().stream()
        .flatMap(row -> row.byBackend().values().stream())
        .anyMatch(cell -> roofline.share(cell).isPresent());
  }
}
