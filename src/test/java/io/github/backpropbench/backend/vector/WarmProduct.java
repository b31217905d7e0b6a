package io.github.backpropbench.backend.vector;

import com.sun.management.ThreadMXBean;
import io.github.backpropbench.kernel.MatrixKernel;
import java.lang.management.ManagementFactory;

/** A program that prints what a call of each product allocates once it is compiled. */
final class WarmProduct {
  /** A call of the first ones takes a quarter of a second: each vector is an object. */
  private static final int WARM_UP = 300;

  private static final int CALLS = 20;

  private WarmProduct() {}

  public static void main(String[] arguments) {
    MatrixKernel<VectorMatrixF32> kernel = new VectorKernelF32();
    VectorMatrixF32 samples = kernel.allocate(64, 784);
    VectorMatrixF32 weights = kernel.allocate(784, 128);
    VectorMatrixF32 hidden = kernel.allocate(64, 128);
    VectorMatrixF32 turned = kernel.allocate(128, 784);
    report("A·Bᵀ", () -> kernel.multiplyTransposedRight(samples, turned, hidden));
    report("A·B", () -> kernel.multiply(samples, weights, hidden));
    report("Aᵀ·B", () -> kernel.multiplyTransposedLeft(samples, hidden, weights));
  }

  private static void report(String product, Runnable call) {
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int series = 0; series < 5; series++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, (threads.getThreadAllocatedBytes(id) - before) / CALLS);
    }
    System.out.println(product + ": " + least + " bytes");
  }
}
