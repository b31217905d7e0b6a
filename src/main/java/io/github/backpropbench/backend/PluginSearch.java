package io.github.backpropbench.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds plug-ins. In a folder, each jar with a service file is one, and the jars beside it that
 * have none are its libraries. The libraries that a jar's manifest names are its own, too.
 */
public final class PluginSearch {
  /** What makes a jar a plug-in. */
  public static final String SERVICE_FILES =
      Plugin.SERVICES.stream().map(PluginSearch::serviceFile).collect(Collectors.joining(" or "));

  private final List<Plugin> plugins = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * Looks at each jar; and in each folder at the jars in it, and at those of the folders in it.
   *
   * @param paths of jars and folders that exist
   */
  public PluginSearch(List<Path> paths) {
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        addAll(list(path, PluginSearch::isJar));
        list(path, Files::isDirectory).forEach(folder -> addAll(list(folder, PluginSearch::isJar)));
      } else {
        addAll(List.of(path));
      }
    }
  }

  /** In the order of their paths. */
  public List<Plugin> plugins() {
    return List.copyOf(plugins);
  }

  /** Why jars and folders cannot be read, a sentence each, without a full stop. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** Adds the plug-ins among the jars of one folder. */
  private void addAll(List<Path> jars) {
    List<Path> libraries = new ArrayList<>();
    List<List<Path>> found = new ArrayList<>();
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        if (Plugin.SERVICES.stream().anyMatch(type -> jar.getEntry(serviceFile(type)) != null)) {
          found.add(withManifestPath(path, jar.getManifest()));
        } else {
          libraries.add(path);
        }
      } catch (IOException e) {
        failures.add("%s is not a jar, or is damaged".formatted(path));
      }
    }
    Optional<String> conflict = found.isEmpty() ? Optional.empty() : JarName.conflict(jars);
    if (conflict.isPresent()) {
      failures.add(conflict.get());
      return;
    }
    for (List<Path> own : found) {
      Plugin plugin =
          new Plugin(Stream.of(own, libraries).flatMap(List::stream).distinct().toList());
      if (!plugins.contains(plugin)) {
        plugins.add(plugin);
      }
    }
  }

  private static String serviceFile(Class<?> service) {
    return "META-INF/services/" + service.getName();
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar") && Files.isRegularFile(path);
  }

  private static List<Path> withManifestPath(Path jar, Manifest manifest) {
    String named =
        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    if (named == null) {
      return List.of(jar);
    }
    Stream<Path> libraries =
        Arrays.stream(named.trim().split(" +"))
            .map(jar::resolveSibling)
            .filter(Files::isRegularFile);
    return Stream.concat(Stream.of(jar), libraries).toList();
  }

  private List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).sorted().toList();
    } catch (IOException e) {
      failures.add("the folder %s cannot be read: %s".formatted(folder, e.getMessage()));
      return List.of();
    }
  }
}
