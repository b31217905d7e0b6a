package io.github.backpropbench.data;

import java.util.Arrays;

/**
 * Scales features to 0…1 by their smallest and largest values in the training rows; a feature that
 * is constant there becomes 0. Other rows may have values beyond 0…1.
 */
final class Scaling {
  private final int features;
  private final double[] smallest;
  private final double[] range;

  private Scaling(DataSet training) {
    features = training.features();
    smallest = new double[features];
    range = new double[features];
    double[] x = training.x();
    for (int i = 0; i < features; i++) {
      double min = x[i];
      double max = x[i];
      for (int at = i; at < x.length; at += features) {
        min = Math.min(min, x[at]);
        max = Math.max(max, x[at]);
      }
      smallest[i] = min;
      range[i] = max - min;
    }
  }

  /** Scales all parts of a data set by the range of its training rows. */
  static DataSplit scaled(DataSplit split) throws InvalidDataException {
    Scaling scaling = new Scaling(split.training());
    return new DataSplit(
        scaling.apply(split.training()),
        scaling.apply(split.validation()),
        scaling.apply(split.test()));
  }

  private DataSet apply(DataSet data) throws InvalidDataException {
    double[] x = Arrays.copyOf(data.x(), data.x().length);
    for (int at = 0; at < x.length; at++) {
      int feature = at % features;
      x[at] = range[feature] == 0.0 ? 0.0 : (float) ((x[at] - smallest[feature]) / range[feature]);
      if (Double.isInfinite(x[at])) {
        throw new InvalidDataException(
            "the data %s: a value of feature %d is too far from those of the training rows to be"
                    .formatted(data.name(), feature + 1)
                + " scaled; expected at most 3.4e38 times their range");
      }
    }
    return new DataSet(data.name(), features, data.outputs(), x, data.y(), data.classes());
  }
}
