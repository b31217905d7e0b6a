package io.github.backpropbench.cli;

import io.github.backpropbench.convergence.TargetTask;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.Factors;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which trainings to a target are measured: methods and batch sizes of one task. */
final class TrainingGrid {
  /** The factors that {@code converge} has options for, with their usual values. */
  static final Map<Factor, List<String>> DEFAULTS = defaults();

  /** Where the costs of a bias and of autograd are measured, if the batch size is left open. */
  private static final int USUAL_BATCH = 32;

  private final TargetTask task;
  private final FactorOptions options;
  private final Factors basis;

  /**
   * @param seeds the number of trainings of each cell
   * @param cold whether the first training of a JVM is measured
   */
  TrainingGrid(
      TargetTask task, FactorOptions options, List<String> backends, int seeds, boolean cold) {
    this.task = task;
    this.options = options;
    basis =
        Factors.of(List.of(BenchmarkKind.CONVERGENCE), backends)
            .with(Factor.DATA, List.of(task.data()))
            .with(Factor.SPLIT, List.of(task.split()))
            .with(Factor.SHAPE, List.of(task.shape()))
            .with(Factor.LOSS, List.of(task.loss()))
            .with(Factor.TARGET, List.of(task.target().label()))
            .with(Factor.EPOCHS, List.of(task.epochs()))
            .with(Factor.SEEDS, List.of(seeds))
            .with(Factor.FEED, List.of(FeedKind.SHUFFLED))
            .with(Factor.START, List.of(cold ? "cold" : "warm"));
  }

  private static Map<Factor, List<String>> defaults() {
    Map<Factor, List<String>> defaults = new EnumMap<>(Factor.class);
    defaults.put(Factor.PRECISION, Factor.PRECISION.defaults());
    defaults.put(Factor.BATCH, List.of("8", "32", "128", "512"));
    defaults.put(Factor.GRADIENT, Factor.GRADIENT.defaults());
    defaults.put(
        Factor.OPTIMIZER, Arrays.stream(OptimizerKind.values()).map(Labelled::label).toList());
    defaults.put(Factor.BIAS, Factor.BIAS.defaults());
    defaults.put(Factor.FUSION, Factor.FUSION.defaults());
    return Collections.unmodifiableMap(defaults);
  }

  /**
   * Every combination of the given factors. Where neither gradients nor biases are given, each
   * other gradient and a network without bias are added at one batch size, so that their costs are
   * known.
   *
   * @throws IllegalArgumentException if a given batch has more rows than there are to train on
   */
  List<Factors> blocks() {
    Factors all = basis;
    for (Factor factor : DEFAULTS.keySet()) {
      all = all.with(factor, values(factor));
    }
    List<Factors> blocks = new ArrayList<>(List.of(all));
    if (options.values(Factor.GRADIENT).isEmpty() && options.values(Factor.BIAS).isEmpty()) {
      Factors one =
          all.with(Factor.BATCH, List.of(batch())).with(Factor.OPTIMIZER, usualOptimizer());
      blocks.add(one.with(Factor.GRADIENT, GradientKind.EXACT));
      blocks.add(one.with(Factor.BIAS, List.of(false)));
    }
    return blocks;
  }

  private List<String> values(Factor factor) {
    List<String> given = options.values(factor);
    List<String> values = given.isEmpty() ? DEFAULTS.getOrDefault(factor, List.of()) : given;
    if (factor != Factor.BATCH) {
      return values;
    }
    if (given.isEmpty()) {
      List<String> fitting = values.stream().filter(this::fits).toList();
      if (!fitting.isEmpty()) {
        return fitting;
      }
    }
    values.forEach(batch -> task.requireBatch(Integer.parseInt(batch)));
    return values;
  }

  private boolean fits(String batch) {
    return Integer.parseInt(batch) <= task.rows().training().rows();
  }

  /** Of the batch sizes, that next to the usual one. */
  private String batch() {
    return values(Factor.BATCH).stream()
        .min(
            Comparator.comparingDouble(
                batch -> Math.abs(Math.log(Double.parseDouble(batch) / USUAL_BATCH))))
        .orElseThrow();
  }

  private List<String> usualOptimizer() {
    List<String> all = values(Factor.OPTIMIZER);
    String adam = OptimizerKind.ADAM.label();
    return List.of(all.contains(adam) ? adam : all.get(0));
  }
}
