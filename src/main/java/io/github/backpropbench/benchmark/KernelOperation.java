package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.oracle.KernelOracle;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import java.util.Locale;

/**
 * The kernel operations that are measured: the shapes of their operands, the expected result and
 * the timed call. The call is a method of each constant rather than a lambda, which would add an
 * indirection to what is timed.
 */
enum KernelOperation implements Labelled {
  MULTIPLY(
      Shape.MK,
      Shape.KN,
      Shape.MN,
      (left, right, s) -> KernelOracle.multiply(left, right, s.m(), s.k(), s.n())) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.multiply(o.left, o.right, o.out);
      return 0.0;
    }
  },
  MULTIPLY_TRANSPOSED_LEFT(
      Shape.KM,
      Shape.KN,
      Shape.MN,
      (left, right, s) -> KernelOracle.multiplyTransposedLeft(left, right, s.m(), s.k(), s.n())) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.multiplyTransposedLeft(o.left, o.right, o.out);
      return 0.0;
    }
  },
  MULTIPLY_TRANSPOSED_RIGHT(
      Shape.MK,
      Shape.NK,
      Shape.MN,
      (left, right, s) -> KernelOracle.multiplyTransposedRight(left, right, s.m(), s.k(), s.n())) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.multiplyTransposedRight(o.left, o.right, o.out);
      return 0.0;
    }
  },
  ADD_ROW(Shape.MN, Shape.ROW, Shape.MN, (left, right, s) -> KernelOracle.addRow(left, right)) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.addRow(o.left, o.right, o.out);
      return 0.0;
    }
  },
  RELU((left, right, s) -> KernelOracle.relu(left)) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.relu(o.left, o.out);
      return 0.0;
    }
  },
  RELU_GRADIENT((left, right, s) -> KernelOracle.reluGradient(left, right)) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.reluGradient(o.left, o.right, o.out);
      return 0.0;
    }
  },
  SUBTRACT((left, right, s) -> KernelOracle.subtract(left, right)) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.subtract(o.left, o.right, o.out);
      return 0.0;
    }
  },
  SCALE((left, right, s) -> KernelOracle.scale(2.0, left)) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.scale(2.0, o.left, o.out);
      return 0.0;
    }
  },
  SUM_OF_SQUARES(
      Shape.MN,
      Shape.MN,
      Shape.NUMBER,
      (left, right, s) -> new double[] {KernelOracle.sumOfSquares(left)}) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      return o.kernel.sumOfSquares(o.left);
    }

    @Override
    double expectedNumber(double[] left, double[] right, ProductSize size) {
      return KernelOracle.sumOfSquares(left);
    }
  },
  SUM_ROWS(Shape.MN, Shape.MN, Shape.ROW, (left, right, s) -> KernelOracle.sumRows(left, s.n())) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.sumRows(o.left, o.out);
      return 0.0;
    }
  },
  ADD_SCALED(
      (left, right, s) ->
          KernelOracle.addScaled(KernelOperands.SMALL_FACTOR, left, new double[left.length])) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.addScaled(KernelOperands.SMALL_FACTOR, o.left, o.out);
      return 0.0;
    }
  },
  ADAM_UPDATE((left, right, s) -> expectedOfAdam(left)) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.adamUpdate(o.schedule, o.left, o.firstMoment, o.secondMoment, o.out);
      return 0.0;
    }
  },
  MOMENTUM_UPDATE((left, right, s) -> expectedOfMomentum(left)) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.momentumUpdate(
          OptimizerSettings.DEFAULT_MOMENTUM,
          KernelOperands.SMALL_FACTOR,
          o.left,
          o.firstMoment,
          o.out);
      return 0.0;
    }
  },
  /** Of logits and classes; its loss is returned, and its gradient checked. */
  CROSS_ENTROPY((left, right, s) -> KernelOracle.crossEntropyGradient(left, right, s.n())) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      return o.kernel.crossEntropy(o.left, o.right, o.out);
    }

    @Override
    double expectedNumber(double[] left, double[] right, ProductSize size) {
      return KernelOracle.crossEntropy(left, right, size.n());
    }

    /** One 1 in each row, at the largest value. */
    @Override
    double[] right(double[] normal, ProductSize size) {
      return Problem.largestOfRows(normal, size.n());
    }
  };

  /** The shape of an operand or a result, in terms of a product of m×k by k×n. */
  private enum Shape {
    MK,
    KM,
    KN,
    NK,
    MN,
    ROW,
    NUMBER;

    Dimensions of(ProductSize size) {
      return switch (this) {
        case MK -> new Dimensions(size.m(), size.k());
        case KM -> new Dimensions(size.k(), size.m());
        case KN -> new Dimensions(size.k(), size.n());
        case NK -> new Dimensions(size.n(), size.k());
        case MN -> new Dimensions(size.m(), size.n());
        case ROW -> new Dimensions(1, size.n());
        case NUMBER -> new Dimensions(1, 1);
      };
    }
  }

  /** The expected result of an operation, row-major, computed in float64. */
  private interface Expected {
    double[] of(double[] left, double[] right, ProductSize size);
  }

  /** The number of rows and columns of a matrix. */
  record Dimensions(int rows, int columns) {}

  private final Shape left;
  private final Shape right;
  private final Shape out;
  private final Expected expected;

  KernelOperation(Expected expected) {
    this(Shape.MN, Shape.MN, Shape.MN, expected);
  }

  KernelOperation(Shape left, Shape right, Shape out, Expected expected) {
    this.left = left;
    this.right = right;
    this.out = out;
    this.expected = expected;
  }

  Dimensions left(ProductSize size) {
    return left.of(size);
  }

  Dimensions right(ProductSize size) {
    return right.of(size);
  }

  Dimensions out(ProductSize size) {
    return out.of(size);
  }

  /** The values of the right operand, from normally distributed ones. */
  double[] right(double[] normal, ProductSize size) {
    return normal;
  }

  /** Runs the operation once. Returns its result if that is a number, else 0. */
  abstract <M> double apply(KernelOperands<M> operands);

  /** The expected result of a first run on outputs of zeros; row-major, in float64. */
  double[] expected(double[] leftValues, double[] rightValues, ProductSize size) {
    return expected.of(leftValues, rightValues, size);
  }

  /** What {@link #apply} should return. */
  double expectedNumber(double[] left, double[] right, ProductSize size) {
    return 0.0;
  }

  private static double[] expectedOfAdam(double[] gradient) {
    double[] parameter = new double[gradient.length];
    KernelOracle.adamUpdate(
        1,
        KernelOperands.SMALL_FACTOR,
        gradient,
        new double[gradient.length],
        new double[gradient.length],
        parameter);
    return parameter;
  }

  private static double[] expectedOfMomentum(double[] gradient) {
    double[] parameter = new double[gradient.length];
    KernelOracle.momentumUpdate(
        OptimizerSettings.DEFAULT_MOMENTUM,
        KernelOperands.SMALL_FACTOR,
        gradient,
        new double[gradient.length],
        parameter);
    return parameter;
  }

  /** The number of terms in the longest sum behind one element of the result. */
  int terms(ProductSize size) {
    return switch (this) {
      case MULTIPLY, MULTIPLY_TRANSPOSED_LEFT, MULTIPLY_TRANSPOSED_RIGHT -> size.k();
      case SUM_ROWS -> size.m();
      case CROSS_ENTROPY -> size.n();
      case SUM_OF_SQUARES -> size.m() * size.n();
      default -> 1;
    };
  }

  /** The method's name in {@link io.github.backpropbench.kernel.MatrixKernel}. */
  @Override
  public String label() {
    StringBuilder label = new StringBuilder();
    for (String word : name().toLowerCase(Locale.ROOT).split("_")) {
      label.append(
          label.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return label.toString();
  }
}
