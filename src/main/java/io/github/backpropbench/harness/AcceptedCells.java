package io.github.backpropbench.harness;

import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.training.LearningRates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The cells that their backends can compute.
 *
 * @param cells those that no backend refuses, in their order
 * @param leftOut why the others are not among them: each backend once, with its reasons, without a
 *     full stop
 */
public record AcceptedCells(List<CellKey> cells, List<String> leftOut) {

  public AcceptedCells {
    cells = List.copyOf(cells);
    leftOut = List.copyOf(leftOut);
  }

  /** What an engine is asked to train in a cell; empty if the cell is not an engine's. */
  public static Optional<EngineTask> taskOf(CellKey cell) {
    if (!cell.value(Factor.GRADIENT).equals(GradientKind.ENGINE.label())) {
      return Optional.empty();
    }
    NetworkShape shape = NetworkShape.parse(cell.value(Factor.SHAPE));
    LossKind loss = LossKind.parse(cell.value(Factor.LOSS));
    OptimizerKind optimizer = OptimizerKind.parse(cell.value(Factor.OPTIMIZER));
    int batch = Integer.parseInt(cell.value(Factor.BATCH));
    return Optional.of(
        new EngineTask(
            shape,
            loss,
            // A training to a target finds its rate later; no engine is expected to refuse a rate.
            new OptimizerSettings(optimizer, LearningRates.of(optimizer, loss, shape, batch)),
            Boolean.parseBoolean(cell.value(Factor.BIAS)),
            Precision.parse(cell.value(Factor.PRECISION)),
            batch,
            Integer.parseInt(cell.value(Factor.THREADS))));
  }

  /**
   * Leaves out what engines refuse.
   *
   * @param refusal of a cell, empty if there is none
   * @throws IllegalArgumentException if no cell is left; the message says why
   */
  public static AcceptedCells accepted(List<CellKey> cells, Function<CellKey, String> refusal) {
    List<CellKey> accepted = new ArrayList<>();
    Map<String, Set<String>> reasons = new LinkedHashMap<>();
    for (CellKey cell : cells) {
      String reason = refusal.apply(cell);
      if (reason.isEmpty()) {
        accepted.add(cell);
      } else {
        reasons.computeIfAbsent(cell.backend(), name -> new LinkedHashSet<>()).add(reason);
      }
    }
    List<String> leftOut = new ArrayList<>();
    reasons.forEach((name, ofName) -> leftOut.add(name + ": " + String.join("; ", ofName)));
    if (accepted.isEmpty()) {
      throw new IllegalArgumentException("nothing to measure: " + String.join("; ", leftOut));
    }
    return new AcceptedCells(accepted, leftOut);
  }
}
