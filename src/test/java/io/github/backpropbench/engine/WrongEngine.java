package io.github.backpropbench.engine;

import io.github.backpropbench.problem.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** An engine that makes one mistake, and is right otherwise. */
public final class WrongEngine implements TrainingEngine {
  private final TrainingEngine right;
  private final Mistake mistake;
  private int steps;
  private boolean started;

  /** What is wrong. */
  public enum Mistake {
    STARTS_AT_OTHER_WEIGHTS,
    FORGETS_TO_RESTART,
    IGNORES_WHERE_THE_ROWS_BEGIN,
    TAKES_ROWS_IN_THE_ORDER_OF_THE_DATA,
    TAKES_FULL_MINIBATCHES_ONLY,
    LEAVES_OUT_A_STEP,
    STEPS_TWICE_AT_THE_END_OF_AN_EPOCH,
    DOES_NOT_TRAIN_THE_BIASES,
    MOVES_TOO_FAR,
    PREDICTS_WITHOUT_THE_LAST_BIAS,
    REPORTS_HALF_OF_THE_LOSS,
    REPORTS_OLD_PARAMETERS
  }

  private List<Layer<double[]>> first = List.of();
  private int[] fed = {};
  private int full;

  /** Wraps a right engine. */
  public WrongEngine(TrainingEngine right, Mistake mistake) {
    this.right = right;
    this.mistake = mistake;
  }

  @Override
  public void restart(List<Layer<double[]>> parameters) {
    if (mistake == Mistake.FORGETS_TO_RESTART && started) {
      return;
    }
    started = true;
    steps = 0;
    first = parameters;
    right.restart(
        mistake == Mistake.STARTS_AT_OTHER_WEIGHTS ? scaled(parameters, 1.001) : parameters);
  }

  private static List<Layer<double[]>> scaled(List<Layer<double[]>> layers, double factor) {
    return layers.stream()
        .map(layer -> layer.<double[]>map(values -> scaled(values, factor)))
        .toList();
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  @Override
  public void load(double[] x, double[] y) {
    right.load(x, y);
  }

  @Override
  public void feed(int[] rows, int from, int count) {
    full = Math.max(full, count);
    fed = Arrays.copyOfRange(rows, from, from + count);
    switch (mistake) {
      case IGNORES_WHERE_THE_ROWS_BEGIN -> right.feed(rows, 0, count);
      case TAKES_ROWS_IN_THE_ORDER_OF_THE_DATA ->
          right.feed(IntStream.range(0, rows.length).toArray(), from, count);
      case TAKES_FULL_MINIBATCHES_ONLY -> {
        if (count == full) {
          right.feed(rows, from, count);
        }
      }
      default -> right.feed(rows, from, count);
    }
  }

  @Override
  public double step() {
    steps++;
    if (mistake == Mistake.LEAVES_OUT_A_STEP && steps == 2) {
      return Double.NaN;
    }
    List<Layer<double[]>> before = right.parameters();
    double loss = right.step();
    if (mistake == Mistake.STEPS_TWICE_AT_THE_END_OF_AN_EPOCH && fed.length < full) {
      right.step();
    }
    if (mistake == Mistake.DOES_NOT_TRAIN_THE_BIASES) {
      List<Layer<double[]>> after = right.parameters();
      right.restart(
          IntStream.range(0, after.size())
              .mapToObj(i -> new Layer<>(after.get(i).w(), before.get(i).b()))
              .toList());
    }
    if (mistake == Mistake.MOVES_TOO_FAR) {
      right.restart(moved(before, right.parameters(), 1.01));
    }
    return mistake == Mistake.REPORTS_HALF_OF_THE_LOSS ? 0.5 : loss;
  }

  private static List<Layer<double[]>> moved(
      List<Layer<double[]>> before, List<Layer<double[]>> after, double factor) {
    return IntStream.range(0, after.size())
        .mapToObj(
            i ->
                new Layer<>(
                    moved(before.get(i).w(), after.get(i).w(), factor),
                    moved(bias(before.get(i)), bias(after.get(i)), factor)))
        .toList();
  }

  private static double[] bias(Layer<double[]> layer) {
    return Objects.requireNonNull(layer.b());
  }

  private static double[] moved(double[] before, double[] after, double factor) {
    return IntStream.range(0, after.length)
        .mapToDouble(i -> before[i] + factor * (after[i] - before[i]))
        .toArray();
  }

  @Override
  public void predict(double[] x, double[] outputs) {
    right.predict(x, outputs);
    if (mistake == Mistake.PREDICTS_WITHOUT_THE_LAST_BIAS) {
      double[] b = bias(right.parameters().get(first.size() - 1));
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] -= b[i % b.length];
      }
    }
  }

  @Override
  public List<Layer<double[]>> parameters() {
    return mistake == Mistake.REPORTS_OLD_PARAMETERS ? first : right.parameters();
  }
}
