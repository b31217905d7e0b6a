package io.github.backpropbench.harness;

import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.BackendDescription;
import java.util.SortedMap;
import java.util.TreeMap;

/** Describes a backend. */
public final class BackendProbe {
  private BackendProbe() {}

  /**
   * What the backend reports about itself in this JVM; the reason if it is not available or fails
   * to load.
   */
  public static BackendDescription describe(KernelProvider provider) {
    SortedMap<String, String> implementations = new TreeMap<>();
    SortedMap<String, String> details = new TreeMap<>();
    String reason;
    try {
      reason = provider.availability().reason();
      if (reason.isEmpty()) {
        for (Precision precision : Precision.values()) {
          implementations.put(precision.label(), provider.create(precision).getClass().getName());
        }
        details.putAll(provider.details());
      }
    } catch (RuntimeException | LinkageError e) {
      implementations.clear();
      reason = "it failed to load: " + e;
    }
    return new BackendDescription(
        provider.name(),
        provider.library(),
        provider.version(),
        reason,
        implementations,
        details,
        LibraryHashes.of(provider.artifacts()),
        provider.role().label());
  }
}
