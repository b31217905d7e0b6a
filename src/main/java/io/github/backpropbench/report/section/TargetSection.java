package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.MeasuredTask;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
          + " and backend; ? marks those that are not shown to be slower. The interval allows for"
          + " other seeds. A larger batch often trains more samples per second, but usually needs more of"
          + " them.";

  private static final String SHORTEST =
      "The batch size with the shortest time to the target; after \"or\", those that are not shown"
          + " to be slower, other seeds included.";

  private static final String UNSURE =
      " %s stands where there are too few rounds or seeds for a verdict."
          .formatted(TargetBatches.UNSURE);

  private static final String COSTS =
      "What each choice costs or saves in time to the target: the time as a multiple of that with"
          + " the baseline (%s) at the same batch size; 0.60 saves 40 %%. Each optimizer has the"
          + " learning rate that suits it. An optimizer or a bias changes the number of steps, so the"
          + " interval allows for other seeds%s. In brackets is the 95 %% interval.";

  private static final String TITLE = "Time to target";

  /** The times, and what to know about them. */
  private static final int IN_SHORT = 2;

  private static final String MORE =
      " %s compares the batch sizes and the methods.".formatted(RunFolder.PAGE);

  /** If there are more tasks than this, only the tables name the last ones. */
  private static final int MOST_TASKS = 4;

  private final RunAnalysis analysis;
  private final List<MeasuredTask> tasks;

  private TargetSection(RunAnalysis analysis, List<MeasuredTask> tasks) {
    this.analysis = analysis;
    this.tasks = tasks;
  }

  /** Empty if the run trains to no target. */
  static Optional<Section> of(RunAnalysis analysis) {
    List<MeasuredTask> tasks = MeasuredTask.of(analysis.run());
    return tasks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section(TITLE, new TargetSection(analysis, tasks).blocks()));
  }

  /** As much of the section as there is room for beside sections on training steps. */
  static Section inShort(Section section) {
    List<Block> blocks = new ArrayList<>(section.blocks());
    if (blocks.size() > IN_SHORT && blocks.get(0) instanceof Paragraph first) {
      blocks = new ArrayList<>(blocks.subList(0, IN_SHORT));
      blocks.set(0, new Paragraph(first.text() + MORE));
    }
    return new Section(section.title(), blocks);
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<TargetBatches> batches =
        tasks.stream().map(task -> new TargetBatches(analysis, task, name(task))).toList();
    add(blocks, introduction(), of(task -> TargetTimes.of(analysis, task, name(task))));
    add(blocks, SPEEDS, joined(batches.stream().map(TargetBatches::speeds)));
    if (analysis.isToTarget()) {
      boolean unsure = batches.stream().anyMatch(TargetBatches::isUnsure);
      add(
          blocks,
          SHORTEST + (unsure ? UNSURE : ""),
          joined(batches.stream().map(TargetBatches::shortest)));
    }
    List<JudgedContrast> contrasts = tasks.stream().flatMap(this::contrasts).toList();
    add(
        blocks,
        whatCosts(contrasts),
        of(
            task ->
                ContrastSections.costs(
                    analysis, "cost or saving of", contrasts(task).toList(), name(task))));
    return blocks;
  }

  private static void add(List<Block> blocks, String text, Table table) {
    if (!table.rows().isEmpty()) {
      blocks.add(new Paragraph(text));
      blocks.add(table);
    }
  }

  private Table of(Function<MeasuredTask, Table> table) {
    return joined(tasks.stream().map(table));
  }

  /** One table with the rows of all tasks. */
  private static Table joined(Stream<Table> tables) {
    List<Table> all = tables.toList();
    List<Row> rows = all.stream().flatMap(table -> table.rows().stream()).toList();
    Table first = all.get(0);
    return new Table(first.groups(), first.columns(), rows, first.source());
  }

  /** The names of a task's rows: that of the method, after that of the task if there are others. */
  private Function<Group, String> name(MeasuredTask task) {
    return tasks.size() == 1
        ? task::method
        : group -> TargetWords.title(task::value) + ": " + task.method(group);
  }

  private String introduction() {
    boolean both = analysis.run().backends().haveYardsticksBeside();
    List<String> sentences = tasks.stream().limit(MOST_TASKS).map(TargetWords::sentence).toList();
    return String.join(" ", sentences)
        + seeds()
        + (tasks.stream().anyMatch(MeasuredTask::isSometimesNotReached) ? RESTARTS : "")
        + TrainingStepSection.fastest(analysis)
        + (both ? YardstickPhrases.BRACKETS : "");
  }

  private String seeds() {
    List<String> seeds =
        tasks.stream()
            .flatMap(task -> task.grid().rows().stream())
            .map(row -> row.group().value(Factor.SEEDS))
            .distinct()
            .toList();
    if (seeds.equals(List.of("1"))) {
      return STEPS.formatted("those of a single seed", "");
    }
    String number = seeds.size() == 1 ? ForeignText.of(seeds.get(0), VALUE_LENGTH) : "the";
    return STEPS.formatted(
        "the mean over " + number + " seeds, with their range in brackets", " are means, too, and");
  }

  /** What each choice of the method costs or saves. */
  private Stream<JudgedContrast> contrasts(MeasuredTask task) {
    Set<CellKey> cells = new HashSet<>(task.cells());
    return ContrastSections.COSTS.stream()
        .flatMap(factor -> analysis.comparisons().of(factor).stream())
        .filter(one -> cells.contains(one.contrast().cell()));
  }

  private String whatCosts(List<JudgedContrast> contrasts) {
    List<String> baselines =
        ContrastSections.COSTS.stream()
            .filter(factor -> contrasts.stream().anyMatch(one -> one.contrast().factor() == factor))
            .map(Factor::baselineInWords)
            .toList();
    boolean single =
        contrasts.stream().allMatch(one -> one.contrast().cell().value(Factor.SEEDS).equals("1"));
    String explained = AutogradWords.explained(contrasts);
    return COSTS.formatted(
            String.join(", ", baselines), single ? "; with a single seed there is none" : "")
        + (explained.isEmpty() || !analysis.isToTarget() ? "" : " " + explained);
  }
}
