package io.github.backpropbench.report.export;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.github.backpropbench.comparison.ForkScore;
import io.github.backpropbench.comparison.ScoreUnit;
import io.github.backpropbench.report.analysis.TimeToTarget;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SecondaryMetric;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * One fork with what it belongs to.
 *
 * @param run the name of the run
 * @param environment of the run
 * @param curves of the run's trainings to a target
 */
record ForkRow(
    String run, Environment environment, List<EvaluationCurve> curves, Measurement fork) {

  /** The parameters that have a column of their own: those that are no factors. */
  static Set<String> otherParameters(CellKey cell) {
    Set<String> names = new HashSet<>(cell.parameters().keySet());
    for (Factor factor : Factor.values()) {
      if (factor != Factor.THREADS || cell.belongsToSuite()) {
        names.remove(factor.label());
      }
    }
    return names;
  }

  /** The value of one of them; empty if the cell does not have it. */
  String otherParameter(String name) {
    return otherParameters(fork.cell()).contains(name) ? fork.cell().parameter(name) : "";
  }

  /** Those of the suite's backend; otherwise those that measured, whatever parameters there are. */
  String threads() {
    String named = fork.cell().belongsToSuite() ? fork.cell().value(Factor.THREADS) : "";
    return named.isEmpty() ? Integer.toString(fork.threads()) : named;
  }

  /** The wall time; empty for a file that does not tell it. */
  String seconds() {
    return fork.seconds() > 0 ? number(fork.seconds()) : "";
  }

  /** A figure of the scores of the iterations; empty if the fork failed. */
  String statistic(Function<DescriptiveStatistics, Double> figure) {
    if (!fork.isOk()) {
      return "";
    }
    DescriptiveStatistics scores = new DescriptiveStatistics();
    fork.scores().forEach(scores::addValue);
    return number(figure.apply(scores));
  }

  /** Which scores are better, by JMH's mode; empty if it is none. */
  String better() {
    return unit()
        .map(
            unit ->
                switch (unit.direction()) {
                  case SMALLER_IS_BETTER -> "smaller";
                  case LARGER_IS_BETTER -> "larger";
                })
        .orElse("");
  }

  /** The time of one operation by the fork's score, which ratios are made of. */
  OptionalDouble nanoseconds() {
    return unit()
        .filter(unit -> fork.isOk())
        .map(unit -> unit.time(ForkScore.of(fork.scores(), unit.direction())))
        .filter(Double::isFinite) // nothing was done in a throughput of 0
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  /** Of a cell with a batch; of a training to a target, without its evaluations. */
  OptionalDouble samplesPerSecond() {
    OptionalDouble nanoseconds = nanoseconds();
    if (fork.cell().trainsToTarget()) {
      return nanoseconds.isPresent()
          ? TimeToTarget.of(nanoseconds.getAsDouble(), fork.cell(), List.of(fork), curves).stream()
              .mapToDouble(TimeToTarget::samplesPerSecond)
              .findFirst()
          : nanoseconds;
    }
    OptionalInt batch = fork.cell().batch();
    return nanoseconds.isPresent() && batch.isPresent()
        ? OptionalDouble.of(1e9 * batch.getAsInt() / nanoseconds.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The iterations' mean of a metric that is reported in addition to the score. */
  String secondary(String name) {
    SecondaryMetric metric = fork.finiteMetrics().get(name);
    return metric == null
        ? ""
        : number(
            metric.scores().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN));
  }

  /** A figure of the backend that the run knows; empty if it does not know it. */
  String backend(Function<BackendDescription, String> figure) {
    return environment.backends().stream()
        .filter(backend -> backend.name().equals(fork.cell().backend()))
        .findFirst()
        .map(figure)
        .orElse("");
  }

  private Optional<ScoreUnit> unit() {
    return ScoreUnit.of(fork.mode(), fork.unit());
  }

  /**
   * With a decimal point in every locale, the same on every JDK; empty if there is no such number.
   */
  static String number(double value) {
    return Double.isNaN(value) ? "" : NumberOutput.toString(value, true);
  }

  static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }
}
