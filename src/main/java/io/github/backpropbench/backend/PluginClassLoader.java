package io.github.backpropbench.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads a plug-in. Of this program it sees the interfaces only, so it cannot meet the libraries of
 * the program, in whatever version; all else is its own or the Java platform's.
 */
final class PluginClassLoader extends URLClassLoader {
  private static final Map<Plugin, PluginClassLoader> LOADERS = new ConcurrentHashMap<>();

  private static final String BASE = "io.github.backpropbench.";

  private static final List<String> PUBLISHED =
      List.of(BASE + "kernel.", BASE + "engine.", BASE + "problem.", "org.jspecify.annotations.");

  private static final ClassLoader PROGRAM = PluginClassLoader.class.getClassLoader();

  private final Path jar;

  static {
    registerAsParallelCapable();
  }

  private PluginClassLoader(Plugin plugin) {
    super(
        plugin.jar().toString(),
        plugin.jars().stream().map(PluginClassLoader::url).toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
    jar = plugin.jar();
  }

  /**
   * The loader of a plug-in, which becomes the thread's context class loader, too: libraries look
   * for their services there.
   */
  static PluginClassLoader of(Plugin plugin) {
    PluginClassLoader loader = LOADERS.computeIfAbsent(plugin, PluginClassLoader::new);
    Thread.currentThread().setContextClassLoader(loader);
    return loader;
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return PUBLISHED.stream().anyMatch(name::startsWith)
        ? PROGRAM.loadClass(name)
        : super.loadClass(name, resolve);
  }

  /** The plug-in's own, and not those of the JVM, which must not be taken for its services. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return findResources(name);
  }

  /** Native libraries beside the plug-in's jar are found there. */
  @Override
  protected @Nullable String findLibrary(String name) {
    Path file = jar.resolveSibling(System.mapLibraryName(name)).toAbsolutePath();
    return Files.isRegularFile(file) ? file.toString() : super.findLibrary(name);
  }
}
