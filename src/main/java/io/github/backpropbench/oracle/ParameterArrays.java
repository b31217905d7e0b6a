package io.github.backpropbench.oracle;

import io.github.backpropbench.problem.Problem;
import java.util.List;

/**
 * One row-major array for each parameter of the network: the values themselves, or something that
 * each of them has, such as its gradient.
 *
 * @param w1 inputs × hidden
 * @param b1 hidden; zeros in a network without bias
 * @param w2 hidden × outputs
 * @param b2 outputs; zeros in a network without bias
 */
public record ParameterArrays(double[] w1, double[] b1, double[] w2, double[] b2) {

  /** All four arrays, in the order of the components. */
  public List<double[]> all() {
    return List.of(w1, b1, w2, b2);
  }

  /** A copy that shares nothing with this. */
  public ParameterArrays copy() {
    return new ParameterArrays(w1.clone(), b1.clone(), w2.clone(), b2.clone());
  }

  /** Zeros for each parameter of the problem's network. */
  static ParameterArrays zeros(Problem problem) {
    int hidden = problem.shape().hidden();
    int outputs = problem.shape().outputs();
    return new ParameterArrays(
        new double[problem.w1().length],
        new double[hidden],
        new double[problem.w2().length],
        new double[outputs]);
  }

  /**
   * A copy of the problem's starting weights.
   *
   * @throws IllegalArgumentException if a bias is asked for and the problem has none
   */
  static ParameterArrays startOf(Problem problem, boolean bias) {
    double[] b1 = problem.b1();
    double[] b2 = problem.b2();
    ParameterArrays zeros = zeros(problem);
    if (!bias) {
      return new ParameterArrays(problem.w1().clone(), zeros.b1, problem.w2().clone(), zeros.b2);
    }
    if (b1 == null || b2 == null) {
      throw new IllegalArgumentException("a training with bias needs a problem that has b1 and b2");
    }
    return new ParameterArrays(problem.w1().clone(), b1.clone(), problem.w2().clone(), b2.clone());
  }
}
