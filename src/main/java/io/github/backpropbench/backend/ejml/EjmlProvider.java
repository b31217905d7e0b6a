package io.github.backpropbench.backend.ejml;

import io.github.backpropbench.engine.DirectTraining;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;
import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.List;

/** EJML. Its classes are touched only through {@link EjmlKernelF32} and its twin. */
public final class EjmlProvider implements KernelProvider, DirectTraining {

  @Override
  public String name() {
    return "ejml";
  }

  @Override
  public String library() {
    return "EJML";
  }

  @Override
  public String licence() {
    return "Apache-2.0";
  }

  @Override
  public String source() {
    return "src/main/java/io/github/backpropbench/backend/ejml/EjmlKernelF32.java";
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  @Override
  public String version() {
    try {
      // By reflection: the compiler would copy the constant of the release that we compile against.
      return (String) library("org.ejml.EjmlVersion").getField("VERSION").get(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      return "unknown";
    }
  }

  @Override
  public List<String> artifacts() {
    return List.of("ejml-core", "ejml-ddense", "ejml-fdense");
  }

  @Override
  public Availability availability() {
    try {
      library("org.ejml.dense.row.CommonOps_FDRM");
      library("org.ejml.dense.row.CommonOps_DDRM");
      return Availability.available();
    } catch (ClassNotFoundException | LinkageError e) {
      return Availability.unavailable("EJML's classes are not on the class path (" + e + ")");
    }
  }

  @Override
  public Availability availabilityOfThreads(int threads) {
    return Availability.available();
  }

  @Override
  public TrainingEngine direct(EngineTask task) {
    return new DirectEjmlStep(task);
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    availability(threads).require();
    return switch (precision) {
      case F32 -> new EjmlKernelF32(threads);
      case F64 -> new EjmlKernelF64(threads);
    };
  }

  private static Class<?> library(String name) throws ClassNotFoundException {
    return Class.forName(name, true, EjmlProvider.class.getClassLoader());
  }
}
