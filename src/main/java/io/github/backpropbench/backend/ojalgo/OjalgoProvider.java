package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.engine.DirectTraining;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;

/** ojAlgo. Its classes are touched only through {@link OjalgoKernelF32} and its twin. */
public final class OjalgoProvider extends OjalgoLibrary implements KernelProvider, DirectTraining {
  @Override
  public String name() {
    return "ojalgo";
  }

  @Override
  public String library() {
    return "ojAlgo";
  }

  @Override
  public String source() {
    return "src/main/java/io/github/backpropbench/backend/ojalgo/OjalgoKernelF32.java";
  }

  @Override
  public TrainingEngine direct(EngineTask task) {
    return new DirectOjalgoStep(task);
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    availability(threads).require();
    return switch (precision) {
      case F32 -> new OjalgoKernelF32(threads);
      case F64 -> new OjalgoKernelF64(threads);
    };
  }
}
