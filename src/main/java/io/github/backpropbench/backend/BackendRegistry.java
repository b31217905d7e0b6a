package io.github.backpropbench.backend;

import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.kernel.BackendProvider;
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
  private final Map<String, BackendProvider> providers = new LinkedHashMap<>();
  private final Set<String> failures = new LinkedHashSet<>();

  private BackendRegistry() {}

  /**
   * Finds the backends that are registered with the {@link ServiceLoader}, and those of {@linkplain
   * Plugin#ofThisJvm this JVM's plug-in}. One that cannot be used is left out and reported by
   * {@link #failures}.
   */
  public static BackendRegistry load() {
    BackendRegistry registry = load(BackendRegistry.class.getClassLoader());
    Plugin.ofThisJvm().ifPresent(plugin -> registry.addAll(plugin.classLoader()));
    return registry;
  }

  /** The backends of a plug-in alone. */
  public static BackendRegistry of(Plugin plugin) {
    return load(plugin.classLoader());
  }

  static BackendRegistry load(ClassLoader classes) {
    BackendRegistry registry = new BackendRegistry();
    registry.addAll(classes);
    return registry;
  }

  private void addAll(ClassLoader classes) {
    for (Class<? extends BackendProvider> type : Plugin.SERVICES) {
      Iterator<? extends BackendProvider> iterator = ServiceLoader.load(type, classes).iterator();
      boolean more = true;
      while (more) {
        try {
          more = iterator.hasNext();
          if (more) {
            add(iterator.next());
          }
        } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
          // The iterator continues after a bad entry; the same failure twice means that it cannot.
          more = failures.add(LoadFailure.reason(e));
        }
      }
    }
  }

  private void add(BackendProvider provider) {
    String name = provider.name();
    int version = provider.interfaceVersion();
    if (version != BackendProvider.INTERFACE_VERSION) {
      failures.add(
          "the backend '%s' was built for version %d of the interface, and this program has version %d; build it against this program"
              .formatted(name, version, BackendProvider.INTERFACE_VERSION));
    } else if (!name.matches("[a-z][a-z0-9-]*")) {
      failures.add(
          "'%s' cannot be a backend's name: use lower-case letters, digits and '-'"
              .formatted(name));
    } else if (providers.putIfAbsent(name, provider) != null) {
      failures.add("there is another backend called '%s'".formatted(name));
    }
  }

  /** The names of all backends, including those that are not available here. */
  public List<String> names() {
    return List.copyOf(providers.keySet());
  }

  /** All backends, including those that are not available here. */
  public List<BackendProvider> all() {
    return List.copyOf(providers.values());
  }

  /** Why registered backends are missing, one sentence per backend without a full stop. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /**
   * The backend of the given name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known names
   */
  public BackendProvider find(String name) {
    BackendProvider provider = providers.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "unknown backend '" + name + "'; known: " + String.join(", ", providers.keySet()));
    }
    return provider;
  }

  /**
   * The backend of the given name, which has kernels.
   *
   * @throws IllegalArgumentException if there is none, or if it is an engine
   */
  public KernelProvider kernels(String name) {
    if (find(name) instanceof KernelProvider kernels) {
      return kernels;
    }
    throw new IllegalArgumentException(
        "the backend '" + name + "' is an engine: it has the gradient 'engine' only");
  }

  /**
   * The backend of the given name, which is an engine.
   *
   * @throws IllegalArgumentException if there is none, or if it has kernels
   */
  public EngineProvider engines(String name) {
    if (find(name) instanceof EngineProvider engines) {
      return engines;
    }
    throw new IllegalArgumentException(
        "the backend '" + name + "' is no engine: it does not have the gradient 'engine'");
  }
}
