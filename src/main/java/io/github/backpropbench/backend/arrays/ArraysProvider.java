package io.github.backpropbench.backend.arrays;

import io.github.backpropbench.engine.DirectTraining;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.Role;

/** Plain Java arrays; the version is the running Java's, whose JIT compiler does the work. */
public final class ArraysProvider implements KernelProvider, DirectTraining {

  @Override
  public String name() {
    return "arrays";
  }

  @Override
  public String library() {
    return "plain Java arrays";
  }

  @Override
  public String licence() {
    return "Apache-2.0";
  }

  @Override
  public String source() {
    return "src/main/java/io/github/backpropbench/backend/arrays/ArraysKernelF32.java";
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  @Override
  public Role role() {
    return Role.YARDSTICK;
  }

  @Override
  public String version() {
    return "Java " + Runtime.version();
  }

  @Override
  public TrainingEngine direct(EngineTask task) {
    return new DirectArraysStep(task);
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    availability(threads).require();
    return switch (precision) {
      case F32 -> new ArraysKernelF32();
      case F64 -> new ArraysKernelF64();
    };
  }
}
