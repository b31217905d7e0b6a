package io.github.backpropbench.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.convergence.TargetTraining.Outcome;
import io.github.backpropbench.data.DataSet;
import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.NetworkPass;
import io.github.backpropbench.oracle.TrainingOracle;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetTrainingTest {
  private static final int BATCH = 32;
  private static final double RATE = 0.02;

  /** 1079 rows make 34 steps an epoch, and four evaluations. */
  @Test
  void evaluatesFourTimesAnEpochUntilTheTargetIsReached() throws InvalidDataException {
    TargetTask task = Tasks.digits("95%");
    assertThat(task.stepsPerEpoch(BATCH)).isEqualTo(34);
    assertThat(task.evaluationInterval(BATCH)).isEqualTo(8);
    List<Evaluation> evaluations = new ArrayList<>();
    Outcome outcome = training(task, "arrays").train(1, task.mostSteps(BATCH), evaluations::add);
    assertThat(outcome.isReached()).isTrue();
    assertThat(outcome.evaluationNanoseconds()).isPositive();
    for (int i = 0; i < evaluations.size(); i++) {
      Evaluation evaluation = evaluations.get(i);
      boolean last = i == evaluations.size() - 1;
      assertThat(evaluation.step()).isEqualTo(8 * (i + 1));
      assertThat(evaluation.accuracy() >= 0.95).isEqualTo(last);
    }
    assertThat(outcome.steps()).isEqualTo(8 * evaluations.size());
  }

  /** The oracle knows nothing of backends, evaluators or this loop. */
  @Test
  void evaluatesAsTheOracleDoes() throws InvalidDataException {
    TargetTask task = Tasks.digits("100%");
    List<Evaluation> evaluations = new ArrayList<>();
    training(task, "ejml").train(3, 16, evaluations::add);
    Problem problem = task.problem(3);
    DataSet test = task.rows().test();
    Problem both =
        new Problem(
            task.shape(),
            problem.rows() + test.rows(),
            joined(problem.x(), test.x()),
            joined(problem.y(), test.y()),
            problem.layers());
    RowOrder order = RowOrder.shuffled(problem.rows(), BATCH, 3);
    OptimizerSettings adam = new OptimizerSettings(OptimizerKind.ADAM, RATE);
    TrainingOracle oracle = new TrainingOracle(both, true, GradientKind.MANUAL, task.loss(), adam);
    for (int step = 0; step < 16; step++) {
      order.advance();
      int first = order.first();
      oracle.step(Arrays.copyOfRange(order.rows(), first, first + order.count()));
    }
    NetworkPass pass = oracle.pass(IntStream.range(problem.rows(), both.rows()).toArray());
    Evaluation last = evaluations.get(evaluations.size() - 1);
    assertThat(last.step()).isEqualTo(16);
    // Sixteen steps of rounding in float64.
    assertThat(last.loss()).isCloseTo(pass.loss(), within(1e-12));
    double[] largest = Problem.largestOfRows(pass.output(), 10);
    double agreeing = 0;
    for (int i = 0; i < largest.length; i++) {
      agreeing += largest[i] * test.y()[i];
    }
    assertThat(last.accuracy()).isEqualTo(agreeing / test.rows());
  }

  @Test
  void aSeedAlwaysTakesTheSameSteps() throws InvalidDataException {
    TargetTraining training = training(Tasks.digits("95%"), "arrays");
    int first = training.train(1).steps();
    int second = training.train(2).steps();
    training.prepare();
    assertThat(training.train(1).steps()).isEqualTo(first);
    assertThat(training.train(2).steps()).isEqualTo(second);
    assertThat(training(Tasks.digits("95%"), "arrays").train(2).steps()).isEqualTo(second);
  }

  @Test
  void aTargetThatIsNotReachedEndsTheTrainingWithItsEpochs() throws InvalidDataException {
    TargetTask task = Tasks.teacher("1e-9", 3);
    TargetTraining training = training(task, "arrays");
    Outcome outcome = training.train(1);
    assertThat(outcome.isReached()).isFalse();
    assertThat(outcome.steps()).isEqualTo(task.mostSteps(BATCH)).isEqualTo(3 * 8);
  }

  @Test
  void aTrainingThatDivergesEndsAtOnce() throws InvalidDataException {
    TargetTask task = Tasks.teacher("1e-9", 100);
    TrainingSettings far =
        TargetTraining.settings(task.loss(), new OptimizerSettings(OptimizerKind.SGD, 5), true);
    TargetTraining training = new TargetTraining(kernel("arrays"), task, far, BATCH);
    Outcome outcome = training.train(1);
    assertThat(outcome.isReached()).isFalse();
    assertThat(outcome.steps()).isLessThan(task.mostSteps(BATCH));
  }

  private static double[] joined(double[] first, double[] second) {
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  private static TargetTraining training(TargetTask task, String backend) {
    TrainingSettings settings =
        TargetTraining.settings(task.loss(), new OptimizerSettings(OptimizerKind.ADAM, RATE), true);
    return new TargetTraining(kernel(backend), task, settings, BATCH);
  }

  private static TrainingBackend kernel(String backend) {
    return TrainingBackend.of(BackendRegistry.load().find(backend), Precision.F64, 1);
  }
}
