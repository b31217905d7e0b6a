package io.github.backpropbench.report.html;

import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.section.AllocationSection;
import io.github.backpropbench.report.section.AnswerSection;
import io.github.backpropbench.report.section.ControlSection;
import io.github.backpropbench.report.section.ConvergenceSection;
import io.github.backpropbench.report.section.CostSection;
import io.github.backpropbench.report.section.CrossoverSection;
import io.github.backpropbench.report.section.EnvironmentSection;
import io.github.backpropbench.report.section.FailureSection;
import io.github.backpropbench.report.section.KernelSection;
import io.github.backpropbench.report.section.LossSection;
import io.github.backpropbench.report.section.OtherSection;
import io.github.backpropbench.report.section.PassSection;
import io.github.backpropbench.report.section.RatioSection;
import io.github.backpropbench.report.section.ReproduceSection;
import io.github.backpropbench.report.section.RooflineSection;
import io.github.backpropbench.report.section.ThreadSection;
import io.github.backpropbench.report.section.TimeToLossSection;
import io.github.backpropbench.report.section.TrainingStepSection;
import io.github.backpropbench.results.RunDescription;

/** The report of a run as a page: what stands on it, from the answer to the command. */
public final class RunPage {
  private RunPage() {}

  /** The whole file. */
  public static String of(RunAnalysis analysis, String title, String subtitle) {
    BackendStyles styles = new BackendStyles(analysis.run().backends());
    FactorLevels factors =
        new FactorLevels(analysis.grid().rows().stream().map(GridRow::group).distinct().toList());
    PageData data = new PageData(analysis, styles, factors);
    return new Page(title, subtitle, styles)
        .html(body(analysis, styles, factors), data.json())
        .toString();
  }

  private static PageBody body(RunAnalysis analysis, BackendStyles styles, FactorLevels factors) {
    RunDescription description = analysis.run().results().description();
    PageBody body = new PageBody(new BlockHtml(styles));
    body.add("answer", AnswerSection.of(analysis));
    body.addChart("throughput", TrainingStepSection.of(analysis));
    RatioSection.of(analysis).ifPresent(section -> body.addChart("ratio", section));
    CrossoverSection.of(analysis)
        .ifPresent(
            section ->
                body.add(
                    "crossover",
                    section.title(),
                    new CrossoverHtml(analysis, styles).maps(factors)));
    PassSection.of(analysis).ifPresent(section -> body.addChart("passes", section));
    CostSection.of(analysis).ifPresent(section -> body.addChart("costs", section));
    ThreadSection.of(analysis).ifPresent(section -> body.add("threads", section));
    LossSection.of(analysis.run().results().losses())
        .ifPresent(section -> body.addChart("losses", section));
    TimeToLossSection.of(analysis).ifPresent(section -> body.add("time-to-loss", section));
    ConvergenceSection.of(analysis).ifPresent(section -> body.add("trainings", section));
    AllocationSection.of(analysis).ifPresent(section -> body.add("allocation", section));
    RooflineSection.of(analysis).ifPresent(section -> body.add("peak", section));
    KernelSection.of(analysis).ifPresent(section -> body.add("kernels", section));
    OtherSection.of(analysis.run()).ifPresent(section -> body.add("others", section));
    ControlSection.of(analysis)
        .ifPresent(
            section -> body.add("trust", section, new NotShownHtml(analysis, styles).html()));
    FailureSection.of(analysis.run()).ifPresent(section -> body.add("failures", section));
    body.add(
        "environment",
        EnvironmentSection.of(analysis.run().results()),
        SourceLinks.of(description.environment().backends()));
    body.add("reproduce", ReproduceSection.of(description));
    return body;
  }
}
