package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.oracle.KernelOracle;
import java.util.Locale;

/** A kernel operation as a benchmark's parameter: what it does, and what must come out. */
enum KernelOperation implements Labelled {
  MULTIPLY {
    @Override
    Dimensions left(ProductSize size) {
      return new Dimensions(size.m(), size.k());
    }

    @Override
    Dimensions right(ProductSize size) {
      return new Dimensions(size.k(), size.n());
    }

    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.multiply(o.left, o.right, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.multiply(left, right, size.m(), size.k(), size.n());
    }
  },
  MULTIPLY_TRANSPOSED_LEFT {
    @Override
    Dimensions left(ProductSize size) {
      return new Dimensions(size.k(), size.m());
    }

    @Override
    Dimensions right(ProductSize size) {
      return new Dimensions(size.k(), size.n());
    }

    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.multiplyTransposedLeft(o.left, o.right, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.multiplyTransposedLeft(left, right, size.m(), size.k(), size.n());
    }
  },
  MULTIPLY_TRANSPOSED_RIGHT {
    @Override
    Dimensions left(ProductSize size) {
      return new Dimensions(size.m(), size.k());
    }

    @Override
    Dimensions right(ProductSize size) {
      return new Dimensions(size.n(), size.k());
    }

    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.multiplyTransposedRight(o.left, o.right, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.multiplyTransposedRight(left, right, size.m(), size.k(), size.n());
    }
  },
  ADD_ROW {
    @Override
    Dimensions right(ProductSize size) {
      return new Dimensions(1, size.n());
    }

    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.addRow(o.left, o.right, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.addRow(left, right);
    }
  },
  RELU {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.relu(o.left, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.relu(left);
    }
  },
  RELU_GRADIENT {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.reluGradient(o.left, o.right, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.reluGradient(left, right);
    }
  },
  SUBTRACT {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.subtract(o.left, o.right, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.subtract(left, right);
    }
  },
  SCALE {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.scale(2.0, o.left, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.scale(2.0, left);
    }
  },
  SUM_OF_SQUARES {
    @Override
    Dimensions out(ProductSize size) {
      return new Dimensions(1, 1);
    }

    @Override
    <M> double apply(KernelOperands<M> o) {
      return o.kernel.sumOfSquares(o.left);
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return new double[] {KernelOracle.sumOfSquares(left)};
    }
  },
  SUM_ROWS {
    @Override
    Dimensions out(ProductSize size) {
      return new Dimensions(1, size.n());
    }

    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.sumRows(o.left, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.sumRows(left, size.n());
    }
  },
  ADD_SCALED {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.addScaled(KernelOperands.SMALL_FACTOR, o.left, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      return KernelOracle.addScaled(KernelOperands.SMALL_FACTOR, left, new double[left.length]);
    }
  },
  ADAM_UPDATE {
    @Override
    <M> double apply(KernelOperands<M> o) {
      o.kernel.adamUpdate(o.schedule, o.left, o.firstMoment, o.secondMoment, o.out);
      return 0.0;
    }

    @Override
    double[] expected(double[] left, double[] right, ProductSize size) {
      double[] parameter = new double[left.length];
      KernelOracle.adamUpdate(
          1,
          KernelOperands.SMALL_FACTOR,
          left,
          new double[left.length],
          new double[left.length],
          parameter);
      return parameter;
    }
  };

  /** The size of one operand. */
  record Dimensions(int rows, int columns) {}

  Dimensions left(ProductSize size) {
    return new Dimensions(size.m(), size.n());
  }

  Dimensions right(ProductSize size) {
    return new Dimensions(size.m(), size.n());
  }

  Dimensions out(ProductSize size) {
    return new Dimensions(size.m(), size.n());
  }

  /** Runs the operation once. The number is its result if it has one, else 0. */
  abstract <M> double apply(KernelOperands<M> operands);

  /** What the first run on zeroed results must give, row-major, in float64. */
  abstract double[] expected(double[] left, double[] right, ProductSize size);

  /** The number of terms in the longest sum behind one element of the result. */
  int terms(ProductSize size) {
    return switch (this) {
      case MULTIPLY, MULTIPLY_TRANSPOSED_LEFT, MULTIPLY_TRANSPOSED_RIGHT -> size.k();
      case SUM_ROWS -> size.m();
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
