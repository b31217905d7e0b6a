package io.github.backpropbench.harness;

import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.BackendDescription;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks a backend what it is. */
public final class BackendProbe {
  private BackendProbe() {}

  /** What the backend says of itself in this JVM; of one that is not available, the reason. */
  public static BackendDescription describe(KernelProvider provider) {
    Availability availability = provider.availability();
    SortedMap<String, String> implementations = new TreeMap<>();
    SortedMap<String, String> details = new TreeMap<>();
    if (availability.isAvailable()) {
      for (Precision precision : Precision.values()) {
        implementations.put(precision.label(), provider.create(precision).getClass().getName());
      }
      details.putAll(provider.details());
    }
    return new BackendDescription(
        provider.name(),
        provider.library(),
        provider.version(),
        availability.reason(),
        implementations,
        details,
        LibraryHashes.of(provider.artifacts()));
  }
}
