package io.github.backpropbench.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.problem.Target;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.MeasuredTask;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.TimeToTarget;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.StepsToTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trainings to a target by task and method, then by batch: the steps, which all backends need, the
 * speed and the time of each backend, and how a typical training got there.
 */
record TargetData(RunAnalysis analysis, FactorLevels factors) {
  /** Data may be a file's name. */
  private static final int DATA_LENGTH = 60;

  void putInto(ArrayNode json) {
    for (MeasuredTask task : MeasuredTask.of(analysis.run())) {
      target(task).ifPresent(target -> put(json.addObject(), task, target));
    }
  }

  /** Empty if it is none, as may be in a file of another program. */
  private static Optional<Target> target(MeasuredTask task) {
    try {
      return Optional.of(Target.parse(task.value(Factor.TARGET)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void put(ObjectNode json, MeasuredTask task, Target target) {
    json.put("label", label(task, target));
    json.put("isAccuracy", target.isAccuracy());
    json.put("target", target.value());
    json.put("targetText", target.label());
    Curves curves = new Curves(target);
    Map<Group, ArrayNode> rowsOf = new LinkedHashMap<>();
    ArrayNode methods = json.putArray("methods");
    for (GridRow row : task.grid().rows()) {
      ArrayNode rows = rowsOf.get(row.group());
      if (rows == null) {
        rows = method(methods.addObject(), task, row);
        rowsOf.put(row.group(), rows);
      }
      put(rows.addObject(), task, row, curves);
    }
    curves.putInto(json.putArray("curves"));
  }

  /** {@code digits to 95%: 64-32-10 cross-entropy}. */
  private static String label(MeasuredTask task, Target target) {
    List<String> words = new ArrayList<>();
    words.add(ForeignText.of(task.value(Factor.DATA), DATA_LENGTH) + " to " + target.label());
    for (Factor factor : List.of(Factor.SPLIT, Factor.EPOCHS)) {
      if (!factor.words(task.value(factor)).isEmpty()) {
        words.add(factor.label() + " " + Labels.of(task.value(factor)));
      }
    }
    return String.join(", ", words)
        + ": "
        + Labels.of(task.value(Factor.SHAPE))
        + " "
        + Labels.of(task.value(Factor.LOSS));
  }

  private static CellKey any(GridRow row) {
    return row.byBackend().values().iterator().next();
  }

  private ArrayNode method(ObjectNode json, MeasuredTask task, GridRow row) {
    json.put("label", task.method(row.group()));
    // What the steps depend on, beside the task and the batch.
    json.put("training", Group.of(any(row), Factor.OPTIMIZER, Factor.BIAS).label());
    if (analysis.isToTarget()) {
      factors.levels(row.group()).forEach(json.putArray("factors")::add);
    }
    return json.putArray("rows");
  }

  private void put(ObjectNode json, MeasuredTask task, GridRow row, Curves curves) {
    json.put("level", Labels.of(row.level()));
    Numbers.put(json, "x", row.batch().isPresent() ? row.batch().getAsInt() : Double.NaN);
    Optional<StepsToTarget> training = task.training(any(row));
    training.ifPresent(steps -> putSteps(json, steps));
    training
        .flatMap(StepsToTarget::typical)
        .ifPresent(typical -> json.put("curve", curves.number(typical)));
    ArrayNode cells = json.putArray("cells");
    for (String backend : analysis.run().backends().names()) {
      Optional<CellKey> cell = row.cell(backend);
      Optional<OperationTime> time = cell.flatMap(analysis.run()::time);
      Optional<TimeToTarget> parts = cell.flatMap(c -> TimeToTarget.of(analysis.run(), c));
      if (time.isPresent() && parts.isPresent()) {
        int forks = analysis.run().forksOf(cell.get()).size();
        putCell(cells.addObject().put("forks", forks), time.get(), parts.get());
      } else {
        cells.addNull();
      }
    }
  }

  /** The expected number, and the range over the seeds that reach the target. */
  private static void putSteps(ObjectNode json, StepsToTarget training) {
    json.put("seeds", training.curves().size()).put("reached", training.reached());
    double[] ofReached =
        training.curves().stream()
            .filter(EvaluationCurve::isReached)
            .mapToDouble(curve -> curve.last().step())
            .sorted()
            .toArray();
    if (ofReached.length > 0) {
      Numbers.put(json, "steps", training.expected());
      Numbers.put(json, "least", ofReached[0]);
      Numbers.put(json, "most", ofReached[ofReached.length - 1]);
    }
  }

  /**
   * The time, and the samples per second without evaluations. Steps and the evaluations' share are
   * nearly the same in each fork: the interval of the rate is that of the time.
   */
  private static void putCell(ObjectNode json, OperationTime time, TimeToTarget parts) {
    double error = time.relativeError();
    json.put("timeText", (Figures.time(time.nanoseconds()) + " " + time.errorText()).strip());
    Numbers.put(json, "time", time.nanoseconds());
    Numbers.put(json, "timeLow", time.nanoseconds() / (1 + error));
    Numbers.put(json, "timeHigh", time.nanoseconds() * (1 + error));
    double rate = parts.samplesPerSecond();
    if (Double.isFinite(rate)) {
      json.put("rateText", Figures.rate(rate));
      json.put("stepText", Figures.time(parts.perStep()));
      json.put("evaluationText", Figures.percent(parts.evaluationShare()));
      Numbers.put(json, "rate", rate);
      Numbers.put(json, "rateLow", rate / (1 + error));
      Numbers.put(json, "rateHigh", rate * (1 + error));
      // Evaluations come every so many steps, so their time is proportional to the steps, too.
      Numbers.put(json, "timePerStep", time.nanoseconds() / parts.steps());
    }
  }

  /** The typical trainings, each once: all backends and gradients have the same. */
  private static final class Curves {
    private final boolean isAccuracy;
    private final List<EvaluationCurve> known = new ArrayList<>();

    Curves(Target target) {
      isAccuracy = target.isAccuracy();
    }

    int number(EvaluationCurve curve) {
      if (!known.contains(curve)) {
        known.add(curve);
      }
      return known.indexOf(curve);
    }

    /** Each as its seed, then the steps and the accuracies or losses of its evaluations. */
    void putInto(ArrayNode json) {
      for (EvaluationCurve curve : known) {
        ObjectNode one = json.addObject().put("seed", curve.seed());
        ArrayNode steps = one.putArray("steps");
        curve.evaluations().forEach(evaluation -> steps.add(evaluation.step()));
        Numbers.addAll(
            one.putArray("values"),
            curve.evaluations().stream()
                .map(isAccuracy ? Evaluation::accuracy : Evaluation::loss)
                .toList());
      }
    }
  }
}
