package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Other 95 % intervals for the logarithm of a ratio of pairs, which have no p-value small enough
 * for a family of comparisons. Their coverage is in the documentation.
 */
enum RivalInterval {
  PERCENTILE_BOOTSTRAP("percentile bootstrap of the forks") {
    @Override
    double[] of(double[][] numerators, double[][] denominators, Random random) {
      double[] logs = differences(numerators, denominators);
      double[] means = new double[RESAMPLES];
      Arrays.setAll(means, i -> mean(resample(logs, random)));
      return middle(means);
    }
  },
  STUDENTIZED_BOOTSTRAP("studentized bootstrap of the forks") {
    @Override
    double[] of(double[][] numerators, double[][] denominators, Random random) {
      double[] logs = differences(numerators, denominators);
      double center = mean(logs);
      double[] students = new double[RESAMPLES];
      Arrays.setAll(
          students,
          i -> {
            double[] again = resample(logs, random);
            // All alike once in 625 samples of five: as far from the center as can be.
            return (mean(again) - center) / Math.max(error(again), Double.MIN_NORMAL);
          });
      double[] quantiles = middle(students);
      double error = error(logs);
      return new double[] {center - quantiles[1] * error, center - quantiles[0] * error};
    }
  },
  HIERARCHICAL_BOOTSTRAP("hierarchical bootstrap of forks and iterations") {
    @Override
    double[] of(double[][] numerators, double[][] denominators, Random random) {
      int forks = numerators.length;
      double[] means = new double[RESAMPLES];
      for (int i = 0; i < RESAMPLES; i++) {
        double sum = 0;
        for (int j = 0; j < forks; j++) {
          int fork = random.nextInt(forks);
          double above = mean(resample(numerators[fork], random));
          sum += Math.log(above / mean(resample(denominators[fork], random)));
        }
        means[i] = sum / forks;
      }
      return middle(means);
    }
  },
  SIGNED_RANK("signed rank (Hodges and Lehmann)") {
    @Override
    double[] of(double[][] numerators, double[][] denominators, Random random) {
      double[] logs = differences(numerators, denominators);
      double[] walsh = new double[logs.length * (logs.length + 1) / 2];
      int count = 0;
      for (int i = 0; i < logs.length; i++) {
        for (int j = 0; j <= i; j++) {
          walsh[count++] = (logs[i] + logs[j]) / 2;
        }
      }
      Arrays.sort(walsh);
      // Wilcoxon's table; of five pairs there is none at 5 %, and all is too little.
      int outside =
          switch (logs.length) {
            case 10 -> 8;
            case 20 -> 52;
            default -> 0;
          };
      return new double[] {walsh[outside], walsh[walsh.length - 1 - outside]};
    }
  };

  private static final int RESAMPLES = 1000;

  private final String words;

  RivalInterval(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * @param numerators the iterations of each fork
   * @return the lower and the upper end
   */
  abstract double[] of(double[][] numerators, double[][] denominators, Random random);

  private static double[] differences(double[][] numerators, double[][] denominators) {
    double[] logs = new double[numerators.length];
    Arrays.setAll(
        logs, i -> Math.log(RobustMinimum.of(numerators[i]) / RobustMinimum.of(denominators[i])));
    return logs;
  }

  private static double[] resample(double[] values, Random random) {
    double[] again = new double[values.length];
    Arrays.setAll(again, i -> values[random.nextInt(values.length)]);
    return again;
  }

  private static double[] middle(double[] values) {
    Arrays.sort(values);
    return new double[] {
      values[(int) (0.025 * values.length)], values[(int) (0.975 * values.length)]
    };
  }

  private static double mean(double[] values) {
    return new Mean().evaluate(values);
  }

  private static double error(double[] values) {
    return new StandardDeviation().evaluate(values) / Math.sqrt(values.length);
  }
}
