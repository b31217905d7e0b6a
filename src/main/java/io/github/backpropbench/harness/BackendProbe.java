package io.github.backpropbench.harness;

import io.github.backpropbench.backend.LoadFailure;
import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.results.BackendDescription;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Describes a backend. */
public final class BackendProbe {
  private BackendProbe() {}

  /**
   * What the backend reports about itself in this JVM; the reason if it is not available or fails
   * to load.
   */
  public static BackendDescription describe(BackendProvider provider) {
    SortedMap<String, String> implementations = new TreeMap<>();
    SortedMap<String, String> details = new TreeMap<>();
    String reason;
    try {
      reason = provider.availability().reason();
      if (reason.isEmpty()) {
        for (Precision precision : Precision.values()) {
          implementation(provider, precision)
              .ifPresent(type -> implementations.put(precision.label(), type.getName()));
        }
        details.putAll(provider.details());
      }
    } catch (RuntimeException | LinkageError e) {
      implementations.clear();
      reason = LoadFailure.reason(e);
    }
    return new BackendDescription(
        provider.name(),
        provider.library(),
        provider.version(),
        reason,
        implementations,
        details,
        LibraryHashes.of(provider.artifacts()),
        provider.role().label(),
        provider.licence(),
        provider.source(),
        "");
  }

  /** The class that computes in a precision; empty if the backend does not have the precision. */
  private static Optional<Class<?>> implementation(BackendProvider provider, Precision precision) {
    if (provider instanceof KernelProvider kernels) {
      return kernels.precisions().contains(precision)
          ? Optional.of(kernels.create(precision).getClass())
          : Optional.empty();
    }
    if (provider instanceof EngineProvider engines) {
      EngineTask smallest =
          new EngineTask(
              new NetworkShape(1, 1, 1),
              LossKind.SQUARED_ERROR,
              new OptimizerSettings(OptimizerKind.SGD, 0.01),
              true,
              precision,
              1,
              1);
      return engines.refusal(smallest).isEmpty()
          ? Optional.of(engines.create(smallest).getClass())
          : Optional.empty();
    }
    return Optional.empty();
  }
}
