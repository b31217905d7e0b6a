package io.github.backpropbench.conformance;

import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.TrainingOracle;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.LearningRates;
import java.util.ArrayList;
import java.util.List;

/** What engines are asked to train, and the right outputs. */
final class EngineTasks {
  private static final List<String> SHAPES =
      List.of("1-1-1", "3-2-1", "5-7-3", "17-16-15", "5-3", "3-1", "6-9-33-8-4");

  private static final int[] BATCHES = {1, 13};

  private EngineTasks() {}

  /** Every combination that is defined, at rates at which a step shows. */
  static List<EngineTask> all() {
    List<EngineTask> tasks = new ArrayList<>();
    for (String widths : SHAPES) {
      NetworkShape shape = NetworkShape.parse(widths);
      for (LossKind loss : LossKind.values()) {
        if (loss == LossKind.CROSS_ENTROPY && shape.outputs() < 2) {
          continue;
        }
        for (OptimizerKind optimizer : OptimizerKind.values()) {
          for (int batch : BATCHES) {
            double rate = LearningRates.of(optimizer, loss, shape, batch);
            OptimizerSettings settings = new OptimizerSettings(optimizer, rate);
            for (Precision precision : Precision.values()) {
              tasks.add(new EngineTask(shape, loss, settings, true, precision, batch, 1));
              tasks.add(new EngineTask(shape, loss, settings, false, precision, batch, 1));
            }
          }
        }
      }
    }
    return tasks;
  }

  /** The outputs of a network that starts at the problem's weights, in float64. */
  static double[] outputs(EngineTask task, Problem problem) {
    double[] outputs =
        new TrainingOracle(problem, task.bias(), GradientKind.ENGINE, task.loss(), task.optimizer())
            .pass()
            .output()
            .clone();
    if (task.loss() == LossKind.CROSS_ENTROPY) {
      softmax(outputs, task.shape().outputs());
    }
    return outputs;
  }

  private static void softmax(double[] outputs, int columns) {
    for (int start = 0; start < outputs.length; start += columns) {
      double sum = 0.0;
      for (int i = start; i < start + columns; i++) {
        outputs[i] = Math.exp(outputs[i]);
        sum += outputs[i];
      }
      for (int i = start; i < start + columns; i++) {
        outputs[i] /= sum;
      }
    }
  }
}
