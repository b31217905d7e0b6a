package io.github.backpropbench.backend.vector;

import io.github.backpropbench.backend.vector.NarrowProductF32.Epilogue;
import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.TwoLayers;
import org.jspecify.annotations.Nullable;

/** The operations on column-major matrices, each by the loops that suit its operands' shapes. */
public class VectorKernelF32 extends VectorStorageF32 {
  /**
   * Rows of up to this many elements are updated one element at a time: their gradient was stored
   * that way just before, and a vector load would stall until those stores reach the cache.
   */
  private static final int FEW = 8;

  /**
   * The squares of up to this many vectors are summed in one loop: adding a vector's lanes takes as
   * long as some twenty vectors. With more, rounding errors would accumulate.
   */
  private static final int FEW_VECTORS = 64;

  private final ProductF32 product = new ProductF32();
  private final ColumnSumsF32 columnSums = new ColumnSumsF32();
  private final NarrowGradientF32 narrowGradient = new NarrowGradientF32();
  private final NarrowBackwardF32 narrowBackward = new NarrowBackwardF32();
  private final NarrowNetworkF32 narrowNetwork = new NarrowNetworkF32();
  private final OneSampleNetworkF32 oneSampleNetwork = new OneSampleNetworkF32();
  private final CrossEntropyF32 crossEntropy = new CrossEntropyF32();
  private final CrossEntropyRowF32 rowCrossEntropy = new CrossEntropyRowF32();

  @Override
  public void multiply(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    if (NarrowProductF32.suits(a, out.columns)) {
      multiplyNarrow(a, b, null, Epilogue.STORE, out, out);
      return;
    }
    product.a.view(a);
    product.b.view(b);
    product.multiply(a.columns, out);
  }

  @Override
  public void multiplyTransposedLeft(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    // The sums of a single vector's lanes would take longer than transposing it.
    if (b.columns > 1 && a.rows > SpeciesF32.LANES && NarrowGradientF32.suits(a, b)) {
      narrowGradient.compute(a, b, out, null);
      return;
    }
    product.a.viewTransposed(a);
    product.b.view(b);
    product.multiply(a.rows, out);
  }

  @Override
  public void multiplyTransposedRight(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    if (NarrowProductF32.suits(a, out.columns)) {
      multiplyNarrowTransposed(a, b, Epilogue.STORE, out, out);
      return;
    }
    product.a.view(a);
    product.b.viewTransposed(b);
    product.multiply(a.columns, out);
  }

  @Override
  public void addRow(VectorMatrixF32 a, VectorMatrixF32 row, VectorMatrixF32 out) {
    RowsF32.addRow(a, row.values, out);
  }

  @Override
  public void relu(VectorMatrixF32 a, VectorMatrixF32 out) {
    ElementsF32.relu(a.values, out.values, 0, out.values.length);
  }

  @Override
  public void reluGradient(VectorMatrixF32 upstream, VectorMatrixF32 input, VectorMatrixF32 out) {
    ElementsF32.reluGradient(upstream.values, input.values, out.values, 0, out.values.length);
  }

  @Override
  public void subtract(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    ElementsF32.subtract(a.values, b.values, out.values, 0, out.values.length);
  }

  @Override
  public void scale(double factor, VectorMatrixF32 a, VectorMatrixF32 out) {
    ElementsF32.scale((float) factor, a.values, out.values, 0, out.values.length);
  }

  @Override
  public double sumOfSquares(VectorMatrixF32 a) {
    if (isOneRun(a)) {
      return SumsF32.sumOfSquares(a.values, 0, a.rows * a.columns);
    }
    double sum = 0;
    for (int j = 0; j < a.runs(); j++) {
      sum += SumsF32.sumOfSquares(a.values, j * a.stride, a.runLength());
    }
    return sum;
  }

  /** Whether a sum over all elements is done in one loop. */
  private static boolean isOneRun(VectorMatrixF32 a) {
    return !a.hasGaps() && a.rows * a.columns <= FEW_VECTORS * SpeciesF32.LANES;
  }

  @Override
  public void sumRows(VectorMatrixF32 a, VectorMatrixF32 out) {
    if (a.isRow()) {
      copy(a, out);
      return;
    }
    columnSums.compute(a, out.values);
  }

  @Override
  public void addScaled(double factor, VectorMatrixF32 a, VectorMatrixF32 into) {
    if (into.rows * into.columns <= FEW) {
      RowsF32.addScaledOneByOne((float) factor, a, into);
    } else {
      ElementsF32.addScaled((float) factor, a.values, into.values, 0, into.values.length);
    }
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule,
      VectorMatrixF32 gradient,
      VectorMatrixF32 firstMoment,
      VectorMatrixF32 secondMoment,
      VectorMatrixF32 parameter) {
    ElementsF32.adamUpdate(
        schedule,
        gradient.values,
        firstMoment.values,
        secondMoment.values,
        parameter.values,
        0,
        parameter.values.length);
  }

  @Override
  public void momentumUpdate(
      double momentum,
      double learningRate,
      VectorMatrixF32 gradient,
      VectorMatrixF32 velocity,
      VectorMatrixF32 parameter) {
    ElementsF32.momentumUpdate(
        (float) momentum,
        (float) learningRate,
        gradient.values,
        velocity.values,
        parameter.values,
        0,
        parameter.values.length);
  }

  @Override
  public double crossEntropy(
      VectorMatrixF32 logits, VectorMatrixF32 target, VectorMatrixF32 gradient) {
    return logits.isRow()
        ? rowCrossEntropy.compute(logits, target, gradient)
        : crossEntropy.compute(logits, target, gradient);
  }

  @Override
  public void affine(
      VectorMatrixF32 a, VectorMatrixF32 b, @Nullable VectorMatrixF32 row, VectorMatrixF32 out) {
    if (OneSampleF32.suits(a, b)) {
      OneSampleF32.affine(a, b, row, out);
      return;
    }
    if (NarrowProductF32.suits(a, out.columns)) {
      multiplyNarrow(a, b, row, Epilogue.STORE, out, out);
      return;
    }
    product.a.view(a);
    product.b.view(b);
    product.affine(a.columns, row, out);
  }

  @Override
  public void affineRelu(
      VectorMatrixF32 a,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 row,
      VectorMatrixF32 hidden,
      VectorMatrixF32 out) {
    if (OneSampleF32.suits(a, b)) {
      OneSampleF32.affine(a, b, row, hidden);
      OneSampleF32.relu(hidden, out);
      return;
    }
    if (NarrowProductF32.suits(a, out.columns)) {
      multiplyNarrow(a, b, row, Epilogue.ACTIVATE, out, hidden);
      return;
    }
    product.a.view(a);
    product.b.view(b);
    product.affineRelu(a.columns, row, hidden, out);
  }

  private static void multiplyNarrow(
      VectorMatrixF32 a,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 row,
      Epilogue epilogue,
      VectorMatrixF32 other,
      VectorMatrixF32 out) {
    NarrowProductF32.multiply(
        a.values, a.stride, b.values, 1, b.stride, a.columns, row, epilogue, other, out);
  }

  private static void multiplyNarrowTransposed(
      VectorMatrixF32 a,
      VectorMatrixF32 b,
      Epilogue epilogue,
      VectorMatrixF32 other,
      VectorMatrixF32 out) {
    NarrowProductF32.multiply(
        a.values, a.stride, b.values, b.stride, 1, a.columns, null, epilogue, other, out);
  }

  @Override
  public void affineGradient(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient) {
    if (OneSampleF32.suits(a, bGradient)) {
      OneSampleF32.affineGradient(a, upstream, bGradient, rowGradient);
      return;
    }
    if (NarrowGradientF32.suits(a, upstream)) {
      narrowGradient.compute(a, upstream, bGradient, rowGradient);
      return;
    }
    super.affineGradient(a, upstream, bGradient, rowGradient);
  }

  @Override
  public void reluGradientOfProduct(
      VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 input, VectorMatrixF32 out) {
    if (OneSampleF32.suits(a, b)) {
      OneSampleF32.reluGradientOfProduct(a, b, input, out);
      return;
    }
    if (NarrowProductF32.suits(a, out.columns)) {
      multiplyNarrowTransposed(a, b, Epilogue.MASK, input, out);
      return;
    }
    product.a.view(a);
    product.b.viewTransposed(b);
    product.reluGradient(a.columns, input, out);
  }

  @Override
  public void affineBackward(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 gate,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient,
      VectorMatrixF32 aGradient) {
    if (OneSampleF32.suits(a, b)) {
      OneSampleF32.affineBackward(a, upstream, b, gate, bGradient, rowGradient, aGradient);
    } else if (NarrowBackwardF32.suits(a, upstream)) {
      narrowBackward.compute(a, upstream, b, gate, bGradient, rowGradient, aGradient);
    } else {
      super.affineBackward(a, upstream, b, gate, bGradient, rowGradient, aGradient);
    }
  }

  @Override
  public double affineSquaredError(
      VectorMatrixF32 a,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 row,
      VectorMatrixF32 target,
      VectorMatrixF32 out,
      VectorMatrixF32 gradient) {
    if (NarrowSquaredErrorF32.suits(a)) {
      return NarrowSquaredErrorF32.compute(a, b, row, target, out, gradient);
    }
    return super.affineSquaredError(a, b, row, target, out, gradient);
  }

  @Override
  public double squaredErrorGradients(
      VectorMatrixF32 x, VectorMatrixF32 target, TwoLayers<VectorMatrixF32> network) {
    if (OneSampleNetworkF32.suits(x, network)) {
      return oneSampleNetwork.compute(x, target, network);
    }
    if (NarrowNetworkF32.suits(x, target, network)) {
      return narrowNetwork.compute(x, target, network);
    }
    return super.squaredErrorGradients(x, target, network);
  }

  @Override
  public double squaredError(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 gradient) {
    if (OneSampleF32.suitsSum(a)) {
      return OneSampleF32.squaredError(a, b, gradient);
    }
    if (isOneRun(a)) {
      return SumsF32.squaredError(a.values, b.values, gradient.values, 0, a.rows * a.columns);
    }
    double sum = 0;
    for (int j = 0; j < a.runs(); j++) {
      sum += SumsF32.squaredError(a.values, b.values, gradient.values, j * a.stride, a.runLength());
    }
    return sum;
  }
}
