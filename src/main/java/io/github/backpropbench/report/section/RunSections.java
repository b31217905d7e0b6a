package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.results.RunResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sections of a run's report, each empty if the run has nothing for it. They are computed once
 * for all files of the report, since the tables of a large run take most of the time; each file has
 * its own order and form.
 */
public record RunSections(
    Section answer,
    Optional<Section> timeToTarget,
    Optional<Section> trainingSteps,
    Optional<Section> ratios,
    Optional<Section> crossover,
    Optional<Section> costs,
    Optional<Section> fusion,
    Optional<Section> threads,
    Optional<Section> passes,
    Optional<Section> convergence,
    Optional<Section> kernels,
    Optional<Section> roofline,
    Optional<Section> others,
    Optional<Section> allocation,
    Optional<Section> losses,
    Optional<Section> timeToLoss,
    Optional<Section> trust,
    Optional<Section> failures,
    Section environment,
    Section reproduce) {
  private static final String OTHERS = "Other benchmarks";

  /**
   * The sections of a run.
   *
   * @param throughput the chart in a file beside the report, if there is one
   */
  public static RunSections of(RunAnalysis analysis, Optional<Chart> throughput) {
    RunResults results = analysis.run().results();
    return new RunSections(
        AnswerSection.of(analysis),
        TargetSection.of(analysis),
        analysis.isToTarget()
            ? Optional.empty()
            : Optional.of(TrainingStepSection.of(analysis, throughput)),
        ContrastSections.backends(analysis),
        CrossoverSection.of(analysis),
        ContrastSections.costs(analysis),
        FusionSection.of(analysis),
        ContrastSections.threads(analysis),
        PassSection.of(analysis),
        ConvergenceSection.of(analysis),
        KernelSection.of(analysis),
        RooflineSection.of(analysis),
        ScoreSection.of(OTHERS, analysis.run()),
        AllocationSection.of(analysis),
        LossSection.of(results.losses()),
        TimeToLossSection.of(analysis),
        TrustSection.of(analysis),
        FailureSection.of(analysis.run()),
        EnvironmentSection.of(results),
        ReproduceSection.of(results.description()));
  }

  /**
   * The sections of a file in JMH's JSON, which has no plan, no machine and no losses; those on the
   * suite's own benchmarks only if it has such.
   */
  public static List<Section> ofFile(RunAnalysis analysis, Optional<Chart> throughput) {
    RunSections all = of(analysis, throughput);
    boolean hasSteps = !analysis.grid(BenchmarkKind.TRAINING_STEP).isEmpty();
    List<Section> ofTheSuite =
        Stream.of(
                all.trainingSteps.filter(steps -> hasSteps),
                all.ratios,
                all.crossover,
                all.costs,
                all.fusion,
                all.threads,
                all.passes,
                all.timeToTarget,
                all.convergence,
                all.kernels,
                all.roofline,
                all.allocation)
            .flatMap(Optional::stream)
            .toList();
    List<Section> sections = new ArrayList<>();
    if (AnswerSection.hasPoints(all.answer)) {
      sections.add(all.answer);
    }
    sections.addAll(ofTheSuite);
    ScoreSection.of(ofTheSuite.isEmpty() ? "Scores" : OTHERS, analysis.run())
        .ifPresent(sections::add);
    all.trust.ifPresent(sections::add);
    all.failures.ifPresent(sections::add);
    sections.add(FileSection.of(analysis.run()));
    return sections;
  }

  /** The sections of the report as text, in its order, without those that only the page shows. */
  public List<Section> inOrder() {
    return Stream.of(
            Optional.of(answer),
            trainingSteps,
            timeToTarget.filter(section -> trainingSteps.isEmpty()),
            ratios,
            crossover,
            costs,
            fusion,
            threads,
            passes,
            timeToTarget.filter(section -> trainingSteps.isPresent()).map(TargetSection::inShort),
            convergence,
            kernels,
            roofline,
            others,
            allocation,
            losses,
            trust,
            failures,
            Optional.of(environment),
            Optional.of(reproduce))
        .flatMap(Optional::stream)
        .toList();
  }
}
