package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;
import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.EngineTraining;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.verification.EngineVerification;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What each engine must do, as {@link TrainingEngine} says. A subclass supplies the provider and
 * nothing else. Tasks that the engine refuses are left out, but it must accept one.
 */
public abstract class EngineContract implements ProviderContract {
  private static final long SEED = 20240731;

  @Override
  public abstract EngineProvider provider();

  @Test
  void itsRoleIsThatOfAnEngine() {
    assertThat(provider().role()).isEqualTo(Role.ENGINE);
  }

  @Test
  void refusesInWordsAndAcceptsTheRest() {
    List<EngineTask> tasks = EngineTasks.all();
    assertThat(tasks).as("tasks that it accepts").anyMatch(task -> refusal(task).isEmpty());
    for (EngineTask task : tasks) {
      String refusal = refusal(task);
      assertThat(provider().refusal(task)).as("the same again, for %s", task).isEqualTo(refusal);
      if (refusal.isEmpty()) {
        assertThatCode(() -> provider().create(task)).as("%s", task).doesNotThrowAnyException();
      } else {
        assertThat(refusal).as("%s", task).isNotBlank().doesNotEndWith(".");
        assertThatIllegalArgumentException()
            .as("%s", task)
            .isThrownBy(() -> provider().create(task))
            .withMessage(refusal);
      }
    }
  }

  @Test
  void takesTheStepsOfTheOracleOnAllRows() {
    for (EngineTask task : accepted()) {
      verify(task, problem(task, task.batch()), () -> null);
    }
  }

  /** Seven minibatches of full size and a smaller one. */
  @Test
  void takesTheStepsOfTheOracleOnMinibatches() {
    for (EngineTask task : accepted()) {
      int rows = 7 * task.batch() + Math.max(1, task.batch() / 2);
      Problem problem = problem(task, rows);
      verify(task, problem, () -> RowOrder.inOrder(rows, task.batch()));
      verify(task, problem, () -> RowOrder.shuffled(rows, task.batch(), SEED));
    }
  }

  @Test
  void takesTheStepsOfTheOracleOnRowsThatAreLoadedLater() {
    for (EngineTask task : accepted()) {
      TrainingEngine engine = provider().create(task);
      new EngineTraining(engine, task, problem(task, 3 * task.batch() + 1), order(task)).run();
      verify(task, engine, problem(task, task.batch()), () -> null);
    }
  }

  @Test
  void givesBackExactlyTheParametersItWasGiven() {
    for (EngineTask task : accepted()) {
      Problem problem = problem(task, task.batch());
      TrainingEngine engine = engine(task, problem);
      assertSame(task, engine.parameters(), problem.startingLayers(task.bias()));
      engine.step();
      engine.restart(problem.startingLayers(task.bias()));
      assertSame(task, engine.parameters(), problem.startingLayers(task.bias()));
    }
  }

  @Test
  void takesExactlyTheSameStepsAfterARestart() {
    for (EngineTask task : accepted()) {
      Problem problem = problem(task, task.batch());
      TrainingEngine engine = engine(task, problem);
      engine.step();
      engine.step();
      List<Layer<double[]>> first = engine.parameters();
      engine.restart(problem.startingLayers(task.bias()));
      engine.step();
      engine.step();
      assertSame(task, engine.parameters(), first);
    }
  }

  @Test
  void anEngineDoesNotDisturbAnother() {
    for (EngineTask task : accepted()) {
      TrainingEngine alone = engine(task, problem(task, task.batch()));
      alone.step();
      alone.step();
      TrainingEngine one = engine(task, problem(task, task.batch()));
      TrainingEngine other =
          engine(task, problem(task, 2 * task.batch()).rowsFrom(1, task.batch()));
      one.step();
      other.step();
      one.step();
      assertSame(task, one.parameters(), alone.parameters());
    }
  }

  /** On more rows than those of a step, and on fewer, between two steps. */
  @Test
  void predictsWithoutChangingTheTraining() {
    for (EngineTask task : accepted()) {
      Problem problem = problem(task, task.batch());
      TrainingEngine undisturbed = engine(task, problem);
      TrainingEngine engine = engine(task, problem);
      undisturbed.step();
      engine.step();
      for (int rows : new int[] {1, 2 * task.batch() + 3}) {
        Problem others =
            new Problem(
                task.shape(),
                rows,
                problem(task, rows).x(),
                problem(task, rows).y(),
                engine.parameters());
        double[] outputs = new double[rows * task.shape().outputs()];
        engine.predict(others.x(), outputs);
        assertThat(outputs)
            .as("%s", task)
            .containsExactly(EngineTasks.outputs(task, others), within(task, others));
      }
      undisturbed.step();
      engine.step();
      assertSame(task, engine.parameters(), undisturbed.parameters());
    }
  }

  /** Of outputs that are about as large as the inputs; see the tolerance of relative errors. */
  private static Offset<Double> within(EngineTask task, Problem problem) {
    double largest = 1.0;
    for (double output : EngineTasks.outputs(task, problem)) {
      largest = Math.max(largest, Math.abs(output));
    }
    return Offset.offset(1e3 * largest * task.precision().unitRoundoff());
  }

  private List<EngineTask> accepted() {
    return EngineTasks.all().stream().filter(task -> refusal(task).isEmpty()).toList();
  }

  private String refusal(EngineTask task) {
    return provider().refusal(task);
  }

  /** With biases that are not 0, as they would hide an engine that forgets to add them. */
  private static Problem problem(EngineTask task, int rows) {
    return Problem.random(task.shape(), rows, SEED, task.loss()).withNormalBiases(SEED + 1);
  }

  private static @Nullable RowOrder order(EngineTask task) {
    return RowOrder.inOrder(3 * task.batch() + 1, task.batch());
  }

  /** An engine at the problem's weights, with all of its rows chosen. */
  private TrainingEngine engine(EngineTask task, Problem problem) {
    TrainingEngine engine = provider().create(task);
    engine.load(problem.x(), problem.y());
    engine.restart(problem.startingLayers(task.bias()));
    engine.feed(IntStream.range(0, problem.rows()).toArray(), 0, problem.rows());
    return engine;
  }

  private void verify(EngineTask task, Problem problem, Supplier<@Nullable RowOrder> order) {
    verify(task, provider().create(task), problem, order);
  }

  private static void verify(
      EngineTask task, TrainingEngine engine, Problem problem, Supplier<@Nullable RowOrder> order) {
    TrainingSettings settings =
        new TrainingSettings(GradientKind.ENGINE, task.loss(), task.optimizer(), task.bias());
    assertThatCode(
            () ->
                new EngineVerification(
                        new EngineTraining(engine, task, problem, order.get()),
                        task.precision(),
                        problem,
                        settings,
                        order.get())
                    .training())
        .as("%s", task)
        .doesNotThrowAnyException();
  }

  private static void assertSame(
      EngineTask task, List<Layer<double[]>> actual, List<Layer<double[]>> expected) {
    assertThat(actual.stream().flatMap(Layer::all).toList())
        .as("%s", task)
        .usingRecursiveComparison()
        .isEqualTo(expected.stream().flatMap(Layer::all).toList());
  }
}
