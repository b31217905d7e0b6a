package io.github.backpropbench.backend;

import io.github.backpropbench.kernel.KernelProvider;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** The backends by name, in the order in which they are registered. */
public final class BackendRegistry {
  private final Map<String, KernelProvider> providers = new LinkedHashMap<>();
  private final Set<String> failures = new LinkedHashSet<>();

  private BackendRegistry() {}

  /**
   * Finds the backends that are registered with the {@link ServiceLoader}. One that cannot be
   * instantiated is left out and reported by {@link #failures}.
   *
   * @throws IllegalStateException if two have the same name
   */
  public static BackendRegistry load() {
    return load(BackendRegistry.class.getClassLoader());
  }

  static BackendRegistry load(ClassLoader classes) {
    BackendRegistry registry = new BackendRegistry();
    Iterator<KernelProvider> iterator =
        ServiceLoader.load(KernelProvider.class, classes).iterator();
    boolean more = true;
    while (more) {
      try {
        more = iterator.hasNext();
        if (more) {
          registry.add(iterator.next());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        // The iterator continues after a bad entry; the same failure twice means that it cannot.
        more = registry.failures.add(String.valueOf(e.getMessage()));
      }
    }
    return registry;
  }

  private void add(KernelProvider provider) {
    KernelProvider other = providers.putIfAbsent(provider.name(), provider);
    if (other != null) {
      throw new IllegalStateException(
          "two backends are called '"
              + provider.name()
              + "': "
              + other.getClass().getName()
              + " and "
              + provider.getClass().getName());
    }
  }

  /** The names of all backends, including those that are not available here. */
  public List<String> names() {
    return List.copyOf(providers.keySet());
  }

  /** All backends, including those that are not available here. */
  public List<KernelProvider> all() {
    return List.copyOf(providers.values());
  }

  /** Why registered backends are missing, one sentence per backend. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /**
   * The backend of the given name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known names
   */
  public KernelProvider find(String name) {
    KernelProvider provider = providers.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "unknown backend '" + name + "'; known: " + String.join(", ", providers.keySet()));
    }
    return provider;
  }
}
