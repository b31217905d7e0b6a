package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.MeasuredTask;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long it takes to train until a network is good enough. */
final class TargetSection {
  private static final int VALUE_LENGTH = 16;

  private static final String STEPS =
      " The learning rate was chosen beforehand, on the validation rows. Steps are %s; all backends"
          + " and gradients take the same, but for rounding. Times%s include the evaluations on the"
          + " test rows; below each is half its 95 %% interval over the forks.";

  private static final String RESTARTS =
      " Where some seeds do not reach the target, steps and time are those of all trainings divided"
          + " by the number that reached it: what it takes if another training follows each that"
          + " fails.";

  private static final String SPEEDS =
      "At each batch size: samples per second while training, the share of the time that goes into"
          + " evaluations, and the time to the target as a multiple of the shortest one of that method"
          + " and backend. A larger batch trains more samples per second, but usually needs more of"
          + " them.";

  private static final String SHORTEST =
      "The batch size with the shortest time to the target; after \"or\", those that are not shown"
          + " to be slower. Other seeds could take other steps, and the verdict allows for that.";

  private static final String UNSURE =
      " %s stands where there are too few rounds or seeds for a verdict."
          .formatted(TargetBatches.UNSURE);

  private static final String COSTS =
      "What each choice costs or saves in time to the target: the time as a multiple of that with"
          + " the baseline (%s) at the same batch size; 0.60 saves 40 %%. Each optimizer has the"
          + " learning rate that suits it. An optimizer or a bias changes the number of steps, so the"
          + " interval allows for other seeds%s. In brackets is the 95 %% interval.";

  private final RunAnalysis analysis;
  private final List<Block> blocks = new ArrayList<>();

  private TargetSection(RunAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Empty if the run trains to no target. */
  static Optional<Section> of(RunAnalysis analysis) {
    TargetSection section = new TargetSection(analysis);
    MeasuredTask.of(analysis.run()).forEach(section::add);
    return section.blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("Time to target", section.blocks));
  }

  private void add(MeasuredTask task) {
    boolean both = analysis.run().backends().haveBothRoles();
    blocks.add(
        new Paragraph(
            TargetWords.sentence(task)
                + seeds(task)
                + (task.isSometimesNotReached() ? RESTARTS : "")
                + TrainingStepSection.fastest(analysis)
                + (both ? YardstickPhrases.BRACKETS : "")));
    blocks.add(TargetTimes.of(analysis, task));
    TargetBatches batches = new TargetBatches(analysis, task);
    if (!batches.isEmpty()) {
      blocks.add(new Paragraph(SPEEDS));
      blocks.add(batches.speeds());
    }
    if (batches.areSeveral()) {
      blocks.add(new Paragraph(SHORTEST + (batches.isUnsure() ? UNSURE : "")));
      blocks.add(batches.shortest());
    }
    costs(task);
  }

  private static String seeds(MeasuredTask task) {
    List<String> seeds =
        task.grid().rows().stream().map(row -> row.group().value(Factor.SEEDS)).distinct().toList();
    if (seeds.equals(List.of("1"))) {
      return STEPS.formatted("those of a single seed", "");
    }
    String number = seeds.size() == 1 ? ForeignText.of(seeds.get(0), VALUE_LENGTH) : "the";
    return STEPS.formatted(
        "the mean over " + number + " seeds, with their range in brackets", " are means, too, and");
  }

  /** What each choice of the method costs or saves. */
  private void costs(MeasuredTask task) {
    List<JudgedContrast> contrasts =
        ContrastSections.COSTS.stream()
            .flatMap(factor -> analysis.comparisons().of(factor).stream())
            .filter(one -> task.cells().contains(one.contrast().cell()))
            .toList();
    Table table = ContrastSections.costs(analysis, "cost or saving of", contrasts, task::method);
    if (table.rows().isEmpty()) {
      return;
    }
    List<String> baselines =
        ContrastSections.COSTS.stream()
            .filter(factor -> contrasts.stream().anyMatch(one -> one.contrast().factor() == factor))
            .map(Factor::baselineInWords)
            .toList();
    boolean single = task.cells().stream().allMatch(cell -> cell.value(Factor.SEEDS).equals("1"));
    String explained = AutogradWords.explained(contrasts);
    blocks.add(
        new Paragraph(
            COSTS.formatted(
                    String.join(", ", baselines),
                    single ? "; with a single seed there is none" : "")
                + (explained.isEmpty() ? "" : " " + explained)));
    blocks.add(table);
  }
}
