package io.github.backpropbench.statistics;

import java.util.Collection;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * What all cells of a run say about the variance of each: they were measured on the same machine,
 * so the five forks of a cell need not stand alone (Smyth, 2004). The more alike the cells'
 * variances are, the more degrees of freedom each of them borrows; cells with nothing in common
 * borrow hardly any.
 *
 * @param degreesOfFreedom that each cell borrows; 0 for none
 * @param variance that cells of this run typically have
 */
public record VariancePrior(double degreesOfFreedom, double variance) {
  /** Each sample stands alone. */
  public static final VariancePrior NONE = new VariancePrior(0, 0);

  /** With fewer cells, how alike they are cannot be estimated. */
  public static final int LEAST_SAMPLES = 8;

  /**
   * For a few forks each, some of which are slow as a whole: any cell may have such forks, also one
   * that happens to show none, so the mean of the variances counts, not their typical value. It is
   * borrowed whether or not the cells are alike.
   *
   * @param degreesOfFreedom that each cell borrows; what suits the noise is found by simulation
   */
  public static VariancePrior pooled(Collection<LogSample> samples, double degreesOfFreedom) {
    double[] variances =
        samples.stream().filter(LogSample::hasError).mapToDouble(LogSample::variance).toArray();
    return variances.length < LEAST_SAMPLES
        ? NONE
        : new VariancePrior(degreesOfFreedom, new Mean().evaluate(variances));
  }

  /** Stands for infinity, for variances that differ no more than by chance. */
  private static final double ALL_ALIKE = 1e6;

  /** Fits the scaled F distribution of the samples' variances by the moments of its logarithm. */
  public static VariancePrior of(Collection<LogSample> samples) {
    List<LogSample> usable =
        samples.stream().filter(LogSample::hasError).filter(s -> s.variance() > 0).toList();
    if (usable.size() < LEAST_SAMPLES) {
      return NONE;
    }
    double[] logs = new double[usable.size()];
    double expected = 0;
    for (int i = 0; i < logs.length; i++) {
      double half = usable.get(i).degreesOfFreedom() / 2;
      logs[i] = Math.log(usable.get(i).variance()) - Gamma.digamma(half) + Math.log(half);
      expected += Gamma.trigamma(half) / logs.length;
    }
    double mean = new Mean().evaluate(logs);
    double excess = new Variance().evaluate(logs) - expected;
    double half = excess > 1 / ALL_ALIKE ? inverseTrigamma(excess) : ALL_ALIKE;
    return new VariancePrior(2 * half, Math.exp(mean + Gamma.digamma(half) - Math.log(half)));
  }

  /** The sample with its variance moderated by the prior. */
  public LogSample moderate(LogSample sample) {
    if (!sample.hasError() || degreesOfFreedom == 0) {
      return sample;
    }
    double total = degreesOfFreedom + sample.degreesOfFreedom();
    double moderated =
        (degreesOfFreedom * variance + sample.degreesOfFreedom() * sample.variance()) / total;
    return new LogSample(sample.mean(), moderated, total, sample.count());
  }

  /** The trigamma function falls from infinity to 0; near both ends it is 1/x² and 1/x. */
  private static double inverseTrigamma(double value) {
    double low = 1 / Math.sqrt(value) / 2;
    double high = 1 / value + 1 / Math.sqrt(value) + 1;
    return new BrentSolver(1e-9).solve(100, x -> Gamma.trigamma(x) - value, low, high);
  }
}
