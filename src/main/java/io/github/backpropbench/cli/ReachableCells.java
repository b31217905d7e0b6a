package io.github.backpropbench.cli;

import io.github.backpropbench.convergence.ReferenceTrainings;
import io.github.backpropbench.convergence.TargetTask;
import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.StepsToTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The cells of a plan, and the reference trainings of those that train to a target. Their steps are
 * a property of the task, the method and the batch size, and known before anything is measured.
 *
 * @param curves one for each seed of each method and batch size
 * @param cells those that can be measured: the target is reached with at least one seed
 */
record ReachableCells(List<EvaluationCurve> curves, List<CellKey> cells) {
  /** What the steps depend on. */
  private static final Set<Factor> WORK =
      Set.of(
          Factor.DATA,
          Factor.SPLIT,
          Factor.SHAPE,
          Factor.LOSS,
          Factor.TARGET,
          Factor.EPOCHS,
          Factor.OPTIMIZER,
          Factor.BIAS,
          Factor.BATCH);

  private static final Set<Factor> METHOD = Set.of(Factor.OPTIMIZER, Factor.BIAS, Factor.BATCH);

  /**
   * Trains what the cells train, in float64, and searches learning rates that the protocol does not
   * have. Says on the way what it finds.
   *
   * @throws UserException if data cannot be read, or does not fit
   */
  static ReachableCells of(List<CellKey> cells, Terminal terminal) {
    Map<Map<Factor, String>, CellKey> works = new LinkedHashMap<>();
    cells.stream()
        .filter(CellKey::trainsToTarget)
        .forEach(cell -> works.merge(values(cell, WORK), cell, ReachableCells::withMoreSeeds));
    if (!works.isEmpty()) {
      terminal.err().println("Learning rates and steps to the target, in float64 on the reference");
    }
    Map<Map<Factor, String>, ReferenceTrainings> tasks = new LinkedHashMap<>();
    List<EvaluationCurve> curves = new ArrayList<>();
    try {
      for (CellKey cell : works.values()) {
        Map<Factor, String> task = values(cell, WORK);
        task.keySet().removeAll(METHOD);
        if (!tasks.containsKey(task)) {
          tasks.put(task, new ReferenceTrainings(TargetTask.of(cell)));
        }
        List<EvaluationCurve> found = train(tasks.get(task), cell);
        terminal.err().println("  " + found(found));
        curves.addAll(found);
      }
    } catch (InvalidDataException | IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
    return new ReachableCells(
        curves, cells.stream().filter(cell -> isMeasurable(cell, curves)).toList());
  }

  /**
   * Refuses to continue a run whose trainings are not all known, or whose data is no longer what it
   * was: one training of each task is repeated.
   *
   * @param curves the trainings of the run, as recorded
   * @throws UserException with what is missing or has changed
   */
  static void requireUnchanged(List<CellKey> cells, List<EvaluationCurve> curves) {
    Set<Map<Factor, String>> checked = new HashSet<>();
    for (CellKey cell : cells) {
      if (!cell.trainsToTarget()) {
        continue;
      }
      List<EvaluationCurve> own =
          StepsToTarget.of(cell, curves).map(StepsToTarget::curves).orElse(List.of());
      if (own.size() != seeds(cell)) {
        throw new UserException(
            "the run cannot be resumed: %s does not have all trainings of %s; start a new run"
                .formatted(RunFolder.EVALUATIONS, cell.label()));
      }
      Map<Factor, String> task = values(cell, WORK);
      task.keySet().removeAll(METHOD);
      if (checked.add(task)) {
        requireSame(cell, own.get(0));
      }
    }
  }

  private static void requireSame(CellKey cell, EvaluationCurve recorded) {
    EvaluationCurve now;
    try {
      now =
          new ReferenceTrainings(TargetTask.of(cell))
              .train(
                  OptimizerKind.parse(recorded.optimizer()),
                  recorded.learningRate(),
                  recorded.bias(),
                  recorded.batch(),
                  1)
              .get(0);
    } catch (InvalidDataException | IllegalArgumentException e) {
      throw new UserException("the run cannot be resumed: " + e.getMessage());
    }
    if (!now.equals(recorded)) {
      throw new UserException(
          "the run cannot be resumed: with the data %s, seed 1 no longer trains as %s says, so it has changed; restore it, or start a new run"
              .formatted(recorded.data(), RunFolder.EVALUATIONS));
    }
  }

  private static Map<Factor, String> values(CellKey cell, Set<Factor> factors) {
    return factors.stream()
        .collect(Collectors.toMap(factor -> factor, cell::value, (a, b) -> a, TreeMap::new));
  }

  private static CellKey withMoreSeeds(CellKey one, CellKey other) {
    return seeds(one) >= seeds(other) ? one : other;
  }

  private static int seeds(CellKey cell) {
    return Integer.parseInt(cell.value(Factor.SEEDS));
  }

  private static List<EvaluationCurve> train(ReferenceTrainings reference, CellKey cell) {
    OptimizerKind optimizer = OptimizerKind.parse(cell.value(Factor.OPTIMIZER));
    boolean bias = Boolean.parseBoolean(cell.value(Factor.BIAS));
    int batch = cell.batch().orElseThrow();
    double rate = reference.learningRate(optimizer, bias, batch);
    return reference.train(optimizer, rate, bias, batch, seeds(cell));
  }

  /** {@code sgd, batch 32: learning rate 0.5, reached with 10 of 10 seeds in 96 to 176 steps}. */
  private static String found(List<EvaluationCurve> curves) {
    EvaluationCurve first = curves.get(0);
    StepsToTarget trainings = new StepsToTarget(curves);
    String method =
        "%s%s, batch %d: learning rate %s, "
            .formatted(
                first.optimizer(),
                first.bias() ? "" : ", no bias",
                first.batch(),
                LossTable.shortest(first.learningRate()));
    if (trainings.reached() == 0) {
      return method + "not reached in " + Phrases.count(first.epochs(), "epoch");
    }
    int[] steps =
        curves.stream()
            .filter(EvaluationCurve::isReached)
            .mapToInt(curve -> curve.last().step())
            .sorted()
            .toArray();
    int least = steps[0];
    int most = steps[steps.length - 1];
    return method
        + String.format(
            Locale.ROOT,
            "reached with %d of %s in %s",
            trainings.reached(),
            Phrases.count(curves.size(), "seed"),
            least == most ? Phrases.count(least, "step") : least + " to " + most + " steps");
  }

  private static boolean isMeasurable(CellKey cell, List<EvaluationCurve> curves) {
    return StepsToTarget.of(cell, curves)
        .map(trainings -> trainings.reached() > 0)
        .orElse(!cell.trainsToTarget());
  }
}
