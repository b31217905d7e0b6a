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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

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
        List.of());
  }

  /** The class that computes in a precision; empty if the backend does not have the precision. */
  private static Optional<Class<?>> implementation(BackendProvider provider, Precision precision) {
    if (provider instanceof KernelProvider kernels) {
      return kernels.precisions().contains(precision)
          ? Optional.of(kernels.create(precision).getClass())
          : Optional.empty();
    }
    if (provider instanceof EngineProvider engines) {
      return smallTasks(precision)
          .filter(task -> engines.refusal(task).isEmpty())
          .findFirst()
          .map(task -> engines.create(task).getClass());
    }
    return Optional.empty();
  }

  /** A small network in each way of training: an engine may know one only. */
  private static Stream<EngineTask> smallTasks(Precision precision) {
    return Stream.of(LossKind.values())
        .flatMap(
            loss ->
                Stream.of(OptimizerKind.values())
                    .flatMap(
                        optimizer ->
                            Stream.of(true, false)
                                .map(bias -> smallTask(precision, loss, optimizer, bias))));
  }

  private static EngineTask smallTask(
      Precision precision, LossKind loss, OptimizerKind optimizer, boolean bias) {
    return new EngineTask(
        new NetworkShape(2, 2, 2),
        loss,
        new OptimizerSettings(optimizer, 0.01),
        bias,
        precision,
        1,
        1);
  }
}
