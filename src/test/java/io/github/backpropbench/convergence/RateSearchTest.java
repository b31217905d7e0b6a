package io.github.backpropbench.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.convergence.TargetTraining.Outcome;
import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.training.TrainingBackend;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateSearchTest {
  /** What a rate costs: how many seeds reach the target, and all steps. */
  private record Cost(int reached, long steps) {}

  /** The same rule without any of the shortcuts. */
  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void findsWhatTryingEverythingFinds(OptimizerKind optimizer) throws InvalidDataException {
    TrainingBackend kernel =
        TrainingBackend.of(BackendRegistry.load().find("arrays"), Precision.F64, 1);
    TargetTask task = Tasks.teacher("0.05", 12);
    Map<Double, Cost> costs = new HashMap<>();
    for (double rate : RateSearch.GRID) {
      costs.put(rate, cost(kernel, task.onValidationRows(), optimizer, rate));
    }
    int most = costs.values().stream().mapToInt(Cost::reached).max().orElseThrow();
    assertThat(most).isPositive();
    long fewest =
        costs.values().stream()
            .filter(cost -> cost.reached() == most)
            .mapToLong(Cost::steps)
            .min()
            .orElseThrow();
    double right =
        costs.entrySet().stream()
            .filter(cost -> cost.getValue().reached() == most)
            .filter(cost -> cost.getValue().steps() <= 1.1 * fewest)
            .mapToDouble(Map.Entry::getKey)
            .min()
            .orElseThrow();
    assertThat(new RateSearch(kernel, task).find(optimizer, true, 32)).isEqualTo(right);
  }

  private static Cost cost(
      TrainingBackend kernel, TargetTask task, OptimizerKind optimizer, double rate) {
    TargetTraining training =
        new TargetTraining(
            kernel,
            task,
            TargetTraining.settings(task.loss(), new OptimizerSettings(optimizer, rate), true),
            32);
    int reached = 0;
    long steps = 0;
    for (int seed = 1001; seed <= 1010; seed++) {
      Outcome outcome = training.train(seed);
      reached += outcome.isReached() ? 1 : 0;
      steps += outcome.isReached() ? outcome.steps() : task.mostSteps(32);
    }
    return new Cost(reached, steps);
  }
}
