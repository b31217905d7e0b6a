package io.github.backpropbench.results;

import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import java.util.ArrayList;
import java.util.List;

/** Trainings of digits to 95 %, as a run records them. */
public final class SampleCurves {
  /** After how many steps a training that does not reach the target is given up. */
  public static final int GIVEN_UP = 3400;

  private SampleCurves() {}

  /** One training for each seed, by SGD with a batch of 32, which reach the target. */
  public static List<EvaluationCurve> reached(int... steps) {
    return of("sgd", 32, true, steps);
  }

  /**
   * One training for each seed.
   *
   * @param steps to the target; {@link #GIVEN_UP} of one that does not reach it
   */
  public static List<EvaluationCurve> of(String optimizer, int batch, boolean bias, int... steps) {
    List<EvaluationCurve> curves = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      boolean reached = steps[i] != GIVEN_UP;
      curves.add(
          new EvaluationCurve(
              "digits",
              "1",
              "64-32-10",
              "cross-entropy",
              "95%",
              100,
              1079,
              optimizer,
              bias,
              batch,
              0.5,
              i + 1,
              List.of(
                  new Evaluation(steps[i] / 2, 1.25, 0.5),
                  new Evaluation(steps[i], 0.25, reached ? 0.95 : 0.9))));
    }
    return curves;
  }

  /** The cell of some of those trainings. */
  public static CellKey cell(String backend, EvaluationCurve curve, int seeds) {
    CellKey cell =
        new CellKey(
            "io.github.backpropbench.benchmark.ConvergenceBenchmark.train",
            new java.util.TreeMap<>(
                java.util.Map.of(
                    "backend", backend,
                    "precision", "f32",
                    "threads", "1",
                    "gradient", "manual",
                    "feed", "shuffled",
                    "fusion", "on",
                    "start", "warm",
                    "seeds", Integer.toString(seeds))));
    for (var factor : curve.factors().entrySet()) {
      cell = cell.with(factor.getKey(), factor.getValue());
    }
    return cell;
  }
}
