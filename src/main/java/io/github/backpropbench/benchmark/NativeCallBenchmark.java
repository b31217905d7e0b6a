package io.github.backpropbench.benchmark;

import io.github.backpropbench.backend.blas.NativeProduct;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.KernelOracle;
import io.github.backpropbench.verification.KernelVerification;
import java.util.Optional;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A control: what a call of a native library costs, by the smallest product that {@link
 * NativeProduct} describes.
 */
public class NativeCallBenchmark extends AverageTimeBenchmark {
  @Param("blas")
  public String backend = "";

  @Param({"jni", "ffm", "ffm-critical"})
  public String path = "";

  private NativeProduct product;

  /** Why this JVM cannot call the library on a path; empty if it can. */
  public static Optional<String> refusal(String path) {
    return parse(path).refusal();
  }

  private static NativeProduct.Path parse(String path) {
    return Labelled.parse(NativeProduct.Path.class, "path", path);
  }

  /** Computes and verifies the product. */
  @Setup(Level.Trial)
  public void setUp() {
    int size = NativeProduct.SIZE;
    Random random = new Random(NetworkBenchmark.DATA_SEED);
    double[] a = random.doubles((long) size * size).map(x -> (float) x).toArray();
    double[] b = random.doubles((long) size * size).map(x -> (float) x).toArray();
    product = NativeProduct.of(parse(path), a, b);
    product.multiply();
    KernelVerification.require(
        "sgemm",
        product.result(),
        KernelOracle.multiply(a, b, size, size, size),
        Precision.F32,
        size);
  }

  @Benchmark
  public void multiply() {
    product.multiply();
  }
}
