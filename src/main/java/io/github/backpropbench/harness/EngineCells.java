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
import java.util.Optional;

/** The cells of engines. */
public final class EngineCells {
  private EngineCells() {}

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
}
