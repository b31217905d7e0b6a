package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.results.RunResults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the report of a run says, computed once: each of its files has an order and a form of
 * its own, but of a large run the tables are most of the work.
 *
 * <p>A section is empty if the run has nothing for it.
 */
public record RunSections(
    Section answer,
    Section trainingSteps,
    Optional<Section> ratios,
    Optional<Section> crossover,
    Optional<Section> costs,
    Optional<Section> threads,
    Optional<Section> passes,
    Optional<Section> convergence,
    Optional<Section> kernels,
    Optional<Section> roofline,
    Optional<Section> others,
    Optional<Section> allocation,
    Optional<Section> losses,
    Optional<Section> timeToLoss,
    Optional<Section> control,
    Optional<Section> failures,
    Section environment,
    Section reproduce) {

  /**
   * The sections.
   *
   * @param throughput the chart that stands in a file beside the report, if there is one
   */
  public static RunSections of(RunAnalysis analysis, Optional<Chart> throughput) {
    RunResults results = analysis.run().results();
    return new RunSections(
        AnswerSection.of(analysis),
        TrainingStepSection.of(analysis, throughput),
        RatioSection.of(analysis),
        CrossoverSection.of(analysis),
        CostSection.of(analysis),
        ThreadSection.of(analysis),
        PassSection.of(analysis),
        ConvergenceSection.of(analysis),
        KernelSection.of(analysis),
        RooflineSection.of(analysis),
        OtherSection.of(analysis.run()),
        AllocationSection.of(analysis),
        LossSection.of(results.losses()),
        TimeToLossSection.of(analysis),
        ControlSection.of(analysis),
        FailureSection.of(analysis.run()),
        EnvironmentSection.of(results),
        ReproduceSection.of(results.description()));
  }

  /** In the order of the report as text, which leaves out what only the page has room for. */
  public List<Section> inOrder() {
    return Stream.of(
            Optional.of(answer),
            Optional.of(trainingSteps),
            ratios,
            crossover,
            costs,
            threads,
            passes,
            convergence,
            kernels,
            roofline,
            others,
            allocation,
            losses,
            control,
            failures,
            Optional.of(environment),
            Optional.of(reproduce))
        .flatMap(Optional::stream)
        .toList();
  }
}
