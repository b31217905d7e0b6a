package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.oracle.KernelOracle;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
    double expectedNumber(double[][] operands, ProductSize size) {
      return KernelOracle.sumOfSquares(operands[0]);
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
    double expectedNumber(double[][] operands, ProductSize size) {
      return KernelOracle.crossEntropy(operands[0], operands[1], size.n());
    }

    /** One 1 in each row, at the largest value. */
    @Override
    double[] right(double[] normal, ProductSize size) {
      return Problem.largestOfRows(normal, size.n());
    }
  },
  AFFINE(
      List.of(Shape.MK, Shape.KN, Shape.ROW),
      List.of(Shape.MN),
      (in, s) -> new double[][] {affine(in, s)}) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.affine(o.left, o.right, o.third, o.out);
      return 0.0;
    }
  },
  AFFINE_RELU(
      List.of(Shape.MK, Shape.KN, Shape.ROW),
      List.of(Shape.MN, Shape.MN),
      (in, s) -> new double[][] {affine(in, s), KernelOracle.relu(affine(in, s))}) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.affineRelu(o.left, o.right, o.third, o.out, o.secondOut);
      return 0.0;
    }
  },
  AFFINE_GRADIENT(
      List.of(Shape.MK, Shape.MN),
      List.of(Shape.KN, Shape.ROW),
      (in, s) -> new double[][] {weightGradient(in, s), KernelOracle.sumRows(in[1], s.n())}) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.affineGradient(o.left, o.right, o.out, o.secondOut);
      return 0.0;
    }
  },
  AFFINE_BACKWARD(
      List.of(Shape.MK, Shape.MN, Shape.KN, Shape.MK),
      List.of(Shape.KN, Shape.ROW, Shape.MK),
      (in, s) ->
          new double[][] {
            weightGradient(in, s),
            KernelOracle.sumRows(in[1], s.n()),
            KernelOracle.reluGradient(
                KernelOracle.multiplyTransposedRight(in[1], in[2], s.m(), s.n(), s.k()), in[3])
          }) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.affineBackward(o.left, o.right, o.third, o.fourth, o.out, o.secondOut, o.thirdOut);
      return 0.0;
    }
  },
  SQUARED_ERROR((left, right, s) -> KernelOracle.scale(2.0, KernelOracle.subtract(left, right))) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      return o.kernel.squaredError(o.left, o.right, o.out);
    }

    @Override
    double expectedNumber(double[][] operands, ProductSize size) {
      return KernelOracle.sumOfSquares(KernelOracle.subtract(operands[0], operands[1]));
    }
  },
  AFFINE_SQUARED_ERROR(
      List.of(Shape.MK, Shape.KN, Shape.ROW, Shape.MN),
      List.of(Shape.MN, Shape.MN),
      (in, s) ->
          new double[][] {
            affine(in, s), KernelOracle.scale(2.0, KernelOracle.subtract(affine(in, s), in[3]))
          }) {
    @Override
    <M> double apply(KernelOperands<M> o) {
      return o.kernel.affineSquaredError(o.left, o.right, o.third, o.fourth, o.out, o.secondOut);
    }

    @Override
    double expectedNumber(double[][] operands, ProductSize size) {
      return KernelOracle.sumOfSquares(KernelOracle.subtract(affine(operands, size), operands[3]));
    }
  };

  /** Those that the interface defines by other ones. */
  private static final Set<KernelOperation> FUSED =
      EnumSet.of(
          MOMENTUM_UPDATE,
          AFFINE,
          AFFINE_RELU,
          AFFINE_GRADIENT,
          AFFINE_BACKWARD,
          SQUARED_ERROR,
          AFFINE_SQUARED_ERROR);

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

  /** The expected results of an operation, row-major, computed in float64. */
  private interface Expected {
    double[][] of(double[][] operands, ProductSize size);
  }

  /** The same of one with two operands and one result. */
  private interface ExpectedOfTwo {
    double[] of(double[] left, double[] right, ProductSize size);
  }

  /** The number of rows and columns of a matrix. */
  record Dimensions(int rows, int columns) {}

  private final List<Shape> operands;
  private final List<Shape> results;
  private final Expected expected;

  KernelOperation(ExpectedOfTwo expected) {
    this(Shape.MN, Shape.MN, Shape.MN, expected);
  }

  KernelOperation(Shape left, Shape right, Shape out, ExpectedOfTwo expected) {
    this(
        List.of(left, right),
        List.of(out),
        (in, size) -> new double[][] {expected.of(in[0], in[1], size)});
  }

  KernelOperation(List<Shape> operands, List<Shape> results, Expected expected) {
    this.operands = operands;
    this.results = results;
    this.expected = expected;
  }

  /** The operands that are read; at most four. */
  List<Dimensions> operands(ProductSize size) {
    return operands.stream().map(shape -> shape.of(size)).toList();
  }

  /** The matrices that are written; at most three. */
  List<Dimensions> results(ProductSize size) {
    return results.stream().map(shape -> shape.of(size)).toList();
  }

  /** The values of the second operand, from normally distributed ones. */
  double[] right(double[] normal, ProductSize size) {
    return normal;
  }

  /** Whether the interface defines it by other operations, so that a backend can fuse it. */
  boolean isFused() {
    return FUSED.contains(this);
  }

  /** Runs the operation once. Returns its result if that is a number, else 0. */
  abstract <M> double apply(KernelOperands<M> operands);

  /** The expected results of a first run on outputs of zeros; row-major, in float64. */
  double[][] expected(double[][] values, ProductSize size) {
    return expected.of(values, size);
  }

  /** What {@link #apply} should return. */
  double expectedNumber(double[][] operands, ProductSize size) {
    return 0.0;
  }

  private static double[] affine(double[][] in, ProductSize s) {
    return KernelOracle.addRow(KernelOracle.multiply(in[0], in[1], s.m(), s.k(), s.n()), in[2]);
  }

  private static double[] weightGradient(double[][] in, ProductSize s) {
    return KernelOracle.multiplyTransposedLeft(in[0], in[1], s.k(), s.m(), s.n());
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
      case AFFINE, AFFINE_RELU -> size.k() + 1;
      case SUM_ROWS, AFFINE_GRADIENT -> size.m();
      case AFFINE_BACKWARD -> Math.max(size.m(), size.n());
      case CROSS_ENTROPY -> size.n();
      case SUM_OF_SQUARES, SQUARED_ERROR -> size.m() * size.n();
      case AFFINE_SQUARED_ERROR -> size.k() + 1 + size.m() * size.n();
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
