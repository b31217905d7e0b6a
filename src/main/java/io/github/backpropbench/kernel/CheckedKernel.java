package io.github.backpropbench.kernel;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that refuses arguments of wrong shapes and forbidden aliases before it passes them on.
 * For tests and for the set-up of a measurement, never inside one.
 *
 * @param <M> the matrix type of the kernel behind
 */
public final class CheckedKernel<M> implements MatrixKernel<M> {
  private final MatrixKernel<M> kernel;

  public CheckedKernel(MatrixKernel<M> kernel) {
    this.kernel = kernel;
  }

  @Override
  public Precision precision() {
    return kernel.precision();
  }

  @Override
  public M allocate(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "allocate: a matrix has at least one row and one column, not " + rows + "×" + columns);
    }
    return kernel.allocate(rows, columns);
  }

  @Override
  public int rows(M matrix) {
    return kernel.rows(matrix);
  }

  @Override
  public int columns(M matrix) {
    return kernel.columns(matrix);
  }

  @Override
  public void upload(double[] rowMajor, M into) {
    requireLength("upload", rowMajor, into);
    kernel.upload(rowMajor, into);
  }

  @Override
  public void download(M from, double[] rowMajor) {
    requireLength("download", rowMajor, from);
    kernel.download(from, rowMajor);
  }

  @Override
  public void multiply(M a, M b, M out) {
    String operation = "multiply";
    require(columns(a) == rows(b), operation, a, b);
    requireShape(operation, rows(a), columns(b), out);
    requireDistinct(operation, out, a, b);
    kernel.multiply(a, b, out);
  }

  @Override
  public void multiplyTransposedLeft(M a, M b, M out) {
    String operation = "multiplyTransposedLeft";
    require(rows(a) == rows(b), operation, a, b);
    requireShape(operation, columns(a), columns(b), out);
    requireDistinct(operation, out, a, b);
    kernel.multiplyTransposedLeft(a, b, out);
  }

  @Override
  public void multiplyTransposedRight(M a, M b, M out) {
    String operation = "multiplyTransposedRight";
    require(columns(a) == columns(b), operation, a, b);
    requireShape(operation, rows(a), rows(b), out);
    requireDistinct(operation, out, a, b);
    kernel.multiplyTransposedRight(a, b, out);
  }

  @Override
  public void addRow(M a, M row, M out) {
    requireShape("addRow", 1, columns(a), row);
    requireSame("addRow", a, out);
    kernel.addRow(a, row, out);
  }

  @Override
  public void relu(M a, M out) {
    requireSame("relu", a, out);
    kernel.relu(a, out);
  }

  @Override
  public void reluGradient(M upstream, M input, M out) {
    requireSame("reluGradient", upstream, input);
    requireSame("reluGradient", upstream, out);
    kernel.reluGradient(upstream, input, out);
  }

  @Override
  public void subtract(M a, M b, M out) {
    requireSame("subtract", a, b);
    requireSame("subtract", a, out);
    kernel.subtract(a, b, out);
  }

  @Override
  public void scale(double factor, M a, M out) {
    requireSame("scale", a, out);
    kernel.scale(factor, a, out);
  }

  @Override
  public double sumOfSquares(M a) {
    return kernel.sumOfSquares(a);
  }

  @Override
  public void sumRows(M a, M out) {
    requireShape("sumRows", 1, columns(a), out);
    requireDistinct("sumRows", out, a);
    kernel.sumRows(a, out);
  }

  @Override
  public void addScaled(double factor, M a, M into) {
    requireSame("addScaled", a, into);
    requireDistinct("addScaled", into, a);
    kernel.addScaled(factor, a, into);
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule, M gradient, M firstMoment, M secondMoment, M parameter) {
    String operation = "adamUpdate";
    requireSame(operation, gradient, firstMoment);
    requireSame(operation, gradient, secondMoment);
    requireSame(operation, gradient, parameter);
    requireDistinct(operation, parameter, gradient, firstMoment, secondMoment);
    requireDistinct(operation, firstMoment, gradient, secondMoment);
    requireDistinct(operation, secondMoment, gradient);
    kernel.adamUpdate(schedule, gradient, firstMoment, secondMoment, parameter);
  }

  @Override
  public void momentumUpdate(
      double momentum, double learningRate, M gradient, M velocity, M parameter) {
    String operation = "momentumUpdate";
    requireSame(operation, gradient, velocity);
    requireSame(operation, gradient, parameter);
    requireDistinct(operation, parameter, gradient, velocity);
    requireDistinct(operation, velocity, gradient);
    kernel.momentumUpdate(momentum, learningRate, gradient, velocity, parameter);
  }

  @Override
  public void copyRows(M from, int[] rows, int first, M out) {
    String operation = "copyRows";
    require(columns(from) == columns(out), operation, from, out);
    requireDistinct(operation, out, from);
    Objects.checkFromIndexSize(first, rows(out), rows.length);
    for (int i = first; i < first + rows(out); i++) {
      Objects.checkIndex(rows[i], rows(from));
    }
    kernel.copyRows(from, rows, first, out);
  }

  @Override
  public double crossEntropy(M logits, M target, M gradient) {
    requireSame("crossEntropy", logits, target);
    requireSame("crossEntropy", logits, gradient);
    requireDistinct("crossEntropy", gradient, logits, target);
    return kernel.crossEntropy(logits, target, gradient);
  }

  @Override
  public void copy(M a, M out) {
    requireSame("copy", a, out);
    kernel.copy(a, out);
  }

  @Override
  public void affine(M a, M b, @Nullable M row, M out) {
    requireAffine("affine", a, b, row, out);
    kernel.affine(a, b, row, out);
  }

  @Override
  public void affineRelu(M a, M b, @Nullable M row, M hidden, M out) {
    requireAffine("affineRelu", a, b, row, hidden);
    requireAffine("affineRelu", a, b, row, out);
    requireDistinct("affineRelu", out, hidden);
    kernel.affineRelu(a, b, row, hidden, out);
  }

  private void requireAffine(String operation, M a, M b, @Nullable M row, M out) {
    require(columns(a) == rows(b), operation, a, b);
    requireShape(operation, rows(a), columns(b), out);
    requireDistinct(operation, out, a, b);
    if (row != null) {
      requireShape(operation, 1, columns(b), row);
      requireDistinct(operation, out, row);
    }
  }

  @Override
  public void affineGradient(M a, M upstream, M bGradient, @Nullable M rowGradient) {
    String operation = "affineGradient";
    require(rows(a) == rows(upstream), operation, a, upstream);
    requireShape(operation, columns(a), columns(upstream), bGradient);
    requireDistinct(operation, bGradient, a, upstream);
    if (rowGradient != null) {
      requireShape(operation, 1, columns(upstream), rowGradient);
      requireDistinct(operation, rowGradient, a, upstream, bGradient);
    }
    kernel.affineGradient(a, upstream, bGradient, rowGradient);
  }

  @Override
  public void reluGradientOfProduct(M a, M b, M input, M out) {
    String operation = "reluGradientOfProduct";
    require(columns(a) == columns(b), operation, a, b);
    requireShape(operation, rows(a), rows(b), out);
    requireSame(operation, input, out);
    requireDistinct(operation, out, a, b, input);
    kernel.reluGradientOfProduct(a, b, input, out);
  }

  @Override
  public void affineBackward(
      M a, M upstream, M b, @Nullable M gate, M bGradient, @Nullable M rowGradient, M aGradient) {
    String operation = "affineBackward";
    require(rows(a) == rows(upstream), operation, a, upstream);
    require(columns(upstream) == columns(b), operation, upstream, b);
    require(columns(a) == rows(b), operation, a, b);
    requireSame(operation, b, bGradient);
    requireSame(operation, a, aGradient);
    requireDistinct(operation, bGradient, a, upstream, b);
    requireDistinct(operation, aGradient, a, upstream, b, bGradient);
    if (gate != null) {
      requireSame(operation, a, gate);
      requireDistinct(operation, gate, bGradient, aGradient);
    }
    if (rowGradient != null) {
      requireShape(operation, 1, columns(upstream), rowGradient);
      requireDistinct(operation, rowGradient, a, upstream, b, bGradient, aGradient);
      if (gate != null) {
        requireDistinct(operation, rowGradient, gate);
      }
    }
    kernel.affineBackward(a, upstream, b, gate, bGradient, rowGradient, aGradient);
  }

  @Override
  public double squaredError(M a, M b, M gradient) {
    requireSame("squaredError", a, b);
    requireSame("squaredError", a, gradient);
    return kernel.squaredError(a, b, gradient);
  }

  @Override
  public double affineSquaredError(M a, M b, @Nullable M row, M target, M out, M gradient) {
    String operation = "affineSquaredError";
    requireAffine(operation, a, b, row, out);
    requireSame(operation, out, target);
    requireSame(operation, out, gradient);
    requireDistinct(operation, target, out, gradient);
    requireDistinct(operation, gradient, a, b, out);
    if (row != null) {
      requireDistinct(operation, row, gradient);
    }
    return kernel.affineSquaredError(a, b, row, target, out, gradient);
  }

  @Override
  public double squaredErrorGradients(M x, M target, TwoLayers<M> network) {
    String operation = "squaredErrorGradients";
    requireAffine(operation, x, network.w1(), network.b1(), network.hidden());
    requireAffine(operation, network.activated(), network.w2(), network.b2(), network.output());
    requireSame(operation, network.hidden(), network.activated());
    requireSame(operation, network.hidden(), network.hiddenGradient());
    requireSame(operation, network.output(), target);
    requireSame(operation, network.output(), network.outputGradient());
    requireGradient(operation, network.w1(), network.w1Gradient());
    requireGradient(operation, network.b1(), network.b1Gradient());
    requireGradient(operation, network.w2(), network.w2Gradient());
    requireGradient(operation, network.b2(), network.b2Gradient());
    List<M> matrices = network.all();
    for (int i = 0; i < matrices.size(); i++) {
      requireDistinct(operation, matrices.get(i), x, target);
      for (int j = 0; j < i; j++) {
        requireDistinct(operation, matrices.get(i), matrices.get(j));
      }
    }
    return kernel.squaredErrorGradients(x, target, network);
  }

  private void requireGradient(String operation, @Nullable M parameter, @Nullable M gradient) {
    if (parameter != null && gradient != null) {
      requireSame(operation, parameter, gradient);
    } else if (parameter != gradient) {
      throw new IllegalArgumentException(
          operation + ": a bias needs a gradient, and only a bias that is there has one");
    }
  }

  private void requireLength(String operation, double[] rowMajor, M matrix) {
    if (rowMajor.length != rows(matrix) * columns(matrix)) {
      throw new IllegalArgumentException(
          operation + ": " + rowMajor.length + " values do not fit a matrix of " + shape(matrix));
    }
  }

  private void requireSame(String operation, M a, M b) {
    require(rows(a) == rows(b) && columns(a) == columns(b), operation, a, b);
  }

  private void requireShape(String operation, int rows, int columns, M matrix) {
    if (rows(matrix) != rows || columns(matrix) != columns) {
      throw new IllegalArgumentException(
          operation + ": expected a matrix of " + rows + "×" + columns + ", got " + shape(matrix));
    }
  }

  private void require(boolean fits, String operation, M a, M b) {
    if (!fits) {
      throw new IllegalArgumentException(
          operation + ": shapes " + shape(a) + " and " + shape(b) + " do not fit together");
    }
  }

  @SafeVarargs
  private void requireDistinct(String operation, M out, M... operands) {
    for (M operand : operands) {
      if (out == operand) {
        throw new IllegalArgumentException(
            operation + ": the result of " + shape(out) + " must not be one of the operands");
      }
    }
  }

  private String shape(M matrix) {
    return rows(matrix) + "×" + columns(matrix);
  }
}
