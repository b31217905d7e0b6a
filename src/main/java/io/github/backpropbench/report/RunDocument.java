package io.github.backpropbench.report;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.document.Section;
import io.github.backpropbench.report.format.ForeignText;
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
import io.github.backpropbench.report.section.TrainingStepSection;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunResults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the report of a run says, in its order. */
final class RunDocument {
  private static final int NAME_LENGTH = 60;

  private RunDocument() {}

  static Document of(RunAnalysis analysis) {
    RunResults results = analysis.run().results();
    RunDescription description = results.description();
    List<Section> sections =
        Stream.of(
                Optional.of(AnswerSection.of(analysis)),
                Optional.of(TrainingStepSection.of(analysis)),
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
                ControlSection.of(analysis),
                FailureSection.of(analysis.run()),
                Optional.of(EnvironmentSection.of(results)),
                Optional.of(ReproduceSection.of(description)))
            .flatMap(Optional::stream)
            .toList();
    return new Document("backprop-bench report", subtitle(description), sections);
  }

  private static String subtitle(RunDescription description) {
    Environment environment = description.environment();
    return ("Profile %s, %s, %s, Java %s. A training step is forward pass, loss, backward pass and"
            + " update on one batch, on %s.")
        .formatted(
            name(description.plan().profile()),
            name(environment.timestamp()),
            name(environment.machine().cpu()),
            name(environment.jvm().version()),
            threads(description));
  }

  private static String threads(RunDescription description) {
    return List.of("1").containsAll(description.plan().valuesOf(CellKey.THREADS))
        ? "one thread"
        : "one thread unless its row says how many";
  }

  private static String name(String name) {
    return ForeignText.of(name, NAME_LENGTH);
  }
}
