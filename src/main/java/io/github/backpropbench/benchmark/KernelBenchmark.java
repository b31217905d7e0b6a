package io.github.backpropbench.benchmark;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.verification.KernelVerification;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Single kernel operations. The sizes are those of the experiment, and sizes on both sides of the
 * points where libraries switch implementations: 15 and 16 columns in EJML, 32 and 33 rows and
 * columns in ojAlgo; and the logits of ten classes, 512x1x10.
 */
public class KernelBenchmark extends AverageTimeBenchmark {
  @Param({"arrays", "ejml", "ojalgo", "blas", "vector"})
  public String backend = "";

  @Param("f32")
  public String precision = "";

  /** Threads of the backend; JMH itself always measures on one. */
  @Param("1")
  public int threads;

  @Param({
    "multiply",
    "multiplyTransposedLeft",
    "multiplyTransposedRight",
    "addRow",
    "relu",
    "reluGradient",
    "subtract",
    "scale",
    "sumOfSquares",
    "sumRows",
    "addScaled",
    "adamUpdate",
    "momentumUpdate",
    "crossEntropy",
    "affine",
    "affineRelu",
    "affineGradient",
    "affineBackward",
    "squaredError",
    "affineSquaredError"
  })
  public String operation = "";

  @Param({
    "64x3x2",
    "64x2x1",
    "64x15x15",
    "64x16x16",
    "512x1x10",
    "32x32x32",
    "33x33x33",
    "64x64x64",
    "65x65x65",
    "512x784x128"
  })
  public String size = "";

  /** Whether operations may be fused, see {@link FusionKind}. */
  @Param("on")
  public String fusion = "";

  private Places<KernelOperands<?>> places;
  private KernelOperation measured;
  private KernelOperands<?> operands;

  /**
   * Whether an operation is one that a backend can fuse, so that its time can be compared with that
   * of the single operations that it stands for.
   *
   * @param operation one of those that this benchmark declares
   */
  public static boolean isFused(String operation) {
    return Labelled.parse(KernelOperation.class, "operation", operation).isFused();
  }

  /** Verifies the operation and makes copies of its operands. */
  @Setup(Level.Trial)
  public void setUp() {
    measured = Labelled.parse(KernelOperation.class, "operation", operation);
    MatrixKernel<?> kernel =
        FusionKind.parse(fusion)
            .of(
                BackendRegistry.load()
                    .kernels(backend)
                    .create(Precision.parse(precision), threads));
    ProductSize dimensions = ProductSize.parse(size);
    KernelOperands<?> verified =
        new KernelOperands<>(kernel, dimensions, measured, NetworkBenchmark.DATA_SEED);
    verify(measured.apply(verified), verified, dimensions);
    places =
        new Places<>(
            verified.bytes(),
            () -> {
              KernelOperands<?> copy = verified.again(measured);
              measured.apply(copy);
              return copy;
            });
  }

  /** Checks the number that was returned, and the matrices that were written if there are any. */
  private void verify(double result, KernelOperands<?> operands, ProductSize dimensions) {
    double[][] values = operands.values;
    Precision format = operands.kernel.precision();
    int terms = measured.terms(dimensions);
    double[] number = {measured.expectedNumber(values, dimensions)};
    KernelVerification.require(operation, new double[] {result}, number, format, terms);
    if (measured != KernelOperation.SUM_OF_SQUARES) {
      double[][] expected = measured.expected(values, dimensions);
      double[][] actual = operands.results(expected.length);
      for (int i = 0; i < expected.length; i++) {
        KernelVerification.require(operation, actual[i], expected[i], format, terms);
      }
    }
  }

  /** Takes the next copy. */
  @Setup(Level.Iteration)
  public void takeNext() {
    operands = places.next();
  }

  @Benchmark
  public double apply() {
    return measured.apply(operands);
  }
}
