package io.github.backpropbench.backend;

import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.KernelProvider;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A jar with backends that is not part of this program, and its libraries. A JVM has one plug-in at
 * most, so that no two of them meet.
 *
 * @param jars its own jar first, then those of its libraries; further ones may be named by the
 *     manifests of these
 */
public record Plugin(List<Path> jars) {
  /** What a plug-in's jar names in {@code META-INF/services}. */
  static final List<Class<? extends BackendProvider>> SERVICES =
      List.of(KernelProvider.class, EngineProvider.class);

  /** The system property that holds the jars of a JVM's plug-in. */
  private static final String PROPERTY = "backpropbench.plugin";

  public Plugin {
    jars = List.copyOf(jars);
  }

  /** The plug-in of this JVM, if it was started with one. */
  public static Optional<Plugin> ofThisJvm() {
    String value = System.getProperty(PROPERTY, "");
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Plugin(Arrays.stream(value.split(File.pathSeparator)).map(Path::of).toList()));
  }

  /** The argument that makes this the plug-in of a JVM. */
  public String jvmArgument() {
    return "-D%s=%s"
        .formatted(
            PROPERTY,
            jars.stream()
                .map(jar -> jar.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(File.pathSeparator)));
  }

  /** The plug-in of the jars that {@link #paths} returned. */
  public static Plugin of(List<String> paths) {
    return new Plugin(paths.stream().map(Path::of).toList());
  }

  /** The paths of its jars, its own first. */
  public List<String> paths() {
    return jars.stream().map(Path::toString).toList();
  }

  /** The jar that has the backends. */
  public Path jar() {
    return jars.get(0);
  }

  /** The class loader of the plug-in in this JVM: always the same one. */
  ClassLoader classLoader() {
    return PluginClassLoader.of(this);
  }
}
