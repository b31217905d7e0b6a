package io.github.backpropbench.convergence;

import io.github.backpropbench.convergence.TargetTraining.Outcome;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.StepsToTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a JVM that measures trainings to a target is told: the learning rate, and the steps that the
 * reference took with each seed. It refuses to measure trainings that take others.
 *
 * @param steps by seed, from the first; those of a training that does not reach the target, too
 */
public record Expectation(double learningRate, List<Integer> steps) {
  private static final String RATE = "backpropbench.learningRate";
  private static final String STEPS = "backpropbench.stepsToTarget";

  public Expectation {
    steps = List.copyOf(steps);
  }

  /** That of a cell's trainings. */
  public static Expectation of(StepsToTarget trainings) {
    List<Integer> steps = new ArrayList<>();
    trainings.curves().forEach(curve -> steps.add(curve.last().step()));
    EvaluationCurve first = trainings.curves().get(0);
    return new Expectation(first.learningRate(), steps);
  }

  /** A learning rate, and no steps: whatever is taken is right. */
  public static Expectation ofLearningRate(double learningRate) {
    return new Expectation(learningRate, List.of());
  }

  /** Tells a JVM. */
  public List<String> jvmArguments() {
    List<String> numbers = steps.stream().map(String::valueOf).toList();
    return List.of(
        "-D" + RATE + "=" + learningRate, "-D" + STEPS + "=" + String.join(",", numbers));
  }

  /** What this JVM was told; empty if it was told nothing. */
  public static Optional<Expectation> ofThisJvm() {
    String rate = System.getProperty(RATE);
    if (rate == null) {
      return Optional.empty();
    }
    String numbers = System.getProperty(STEPS, "");
    return Optional.of(
        new Expectation(
            Double.parseDouble(rate),
            numbers.isEmpty()
                ? List.of()
                : Arrays.stream(numbers.split(",")).map(Integer::valueOf).toList()));
  }

  /**
   * What is wrong with trainings from the first seeds on. In float64 each takes the steps of the
   * reference. In float32 at least four of five do, give or take one evaluation: at a large
   * learning rate, rounding may decide about a single one.
   *
   * @param interval the steps between two evaluations
   * @return a sentence without a full stop; empty if nothing is wrong or nothing is known
   */
  public Optional<String> mistake(List<Outcome> outcomes, Precision precision, int interval) {
    int known = Math.min(outcomes.size(), steps.size());
    boolean exact = precision == Precision.F64;
    List<Integer> off = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      int difference = Math.abs(outcomes.get(i).steps() - steps.get(i));
      if (difference > (exact ? 0 : interval)) {
        off.add(i);
      }
    }
    if (off.isEmpty() || (!exact && 5 * off.size() <= known)) {
      return Optional.empty();
    }
    int first = off.get(0);
    return Optional.of(
        "with %d of %d seeds, the training takes other steps than in float64 on the reference: with seed %d, %d and not %d%s"
            .formatted(
                off.size(),
                known,
                first + 1,
                outcomes.get(first).steps(),
                steps.get(first),
                exact
                    ? ""
                    : "; if rounding decides that at this learning rate, measure it in f64"));
  }
}
