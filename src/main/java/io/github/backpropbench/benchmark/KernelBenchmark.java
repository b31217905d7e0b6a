package io.github.backpropbench.benchmark;

import io.github.backpropbench.backend.BackendRegistry;
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
 * columns in ojAlgo.
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
    "adamUpdate"
  })
  public String operation = "";

  @Param({
    "64x3x2",
    "64x2x1",
    "64x15x15",
    "64x16x16",
    "32x32x32",
    "33x33x33",
    "64x64x64",
    "65x65x65",
    "512x784x128"
  })
  public String size = "";

  private final Placement placement = new Placement();
  private KernelOperation measured;
  private KernelOperands<?> operands;

  /** Verifies the operation. */
  @Setup(Level.Trial)
  public void verify() {
    measured = Labelled.parse(KernelOperation.class, "operation", operation);
    MatrixKernel<?> kernel =
        BackendRegistry.load().find(backend).create(Precision.parse(precision), threads);
    ProductSize dimensions = ProductSize.parse(size);
    operands = new KernelOperands<>(kernel, dimensions, measured, NetworkBenchmark.DATA_SEED);
    double result = measured.apply(operands);
    double[] actual =
        measured == KernelOperation.SUM_OF_SQUARES ? new double[] {result} : operands.outValues();
    KernelVerification.require(
        operation,
        actual,
        measured.expected(operands.leftValues, operands.rightValues, dimensions),
        kernel.precision(),
        measured.terms(dimensions));
  }

  /** Builds the operands somewhere else in memory. */
  @Setup(Level.Iteration)
  public void setUp() {
    placement.move();
    operands = operands.again(measured);
  }

  @Benchmark
  public double apply() {
    return measured.apply(operands);
  }
}
