package io.github.backpropbench.backend;

import io.github.backpropbench.kernel.KernelProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar for tests of plug-ins, made of sources and other files. */
public final class PluginJar {
  /** The service file of kernels. */
  public static final String SERVICE = "META-INF/services/" + KernelProvider.class.getName();

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> classPath = new ArrayList<>();
  private final Manifest manifest = new Manifest();

  public PluginJar() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** A text file. */
  public PluginJar with(String entry, String text) {
    entries.put(entry, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A class of the package {@code plugin}. */
  public PluginJar withClass(String name, String body) {
    sources.put(name, "package plugin;\nimport io.github.backpropbench.kernel.*;\n" + body);
    return this;
  }

  /** A jar to compile against. */
  public PluginJar against(Path jar) {
    classPath.add(jar.toString());
    return this;
  }

  /** What the manifest names as the jar's class path. */
  public PluginJar withManifestPath(String path) {
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, path);
    return this;
  }

  /** Writes the jar. */
  public Path write(Path file) throws IOException {
    compile();
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
    return file;
  }

  /** Changes what is in the jar, such as the version of a class file. */
  public PluginJar patch(String entry, int at, byte value) throws IOException {
    compile();
    byte[] content = entries.get(entry);
    if (content == null) {
      throw new IllegalArgumentException("the jar has no " + entry);
    }
    content[at] = value;
    return this;
  }

  /** Where the interfaces were loaded from: much faster to search than the whole class path. */
  private static String interfaces() {
    try {
      return Path.of(
              KernelProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void compile() throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    Path classes = Files.createTempDirectory("plugin-classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    classPath.add(interfaces());
    List<String> options =
        List.of(
            "--release",
            "17",
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            String.join(java.io.File.pathSeparator, classPath));
    boolean done =
        compiler
            .getTask(
                null,
                null,
                null,
                options,
                null,
                sources.entrySet().stream().map(PluginJar::source).toList())
            .call();
    if (!done) {
      throw new IllegalStateException("the plug-in's sources do not compile");
    }
    sources.clear();
    try (Stream<Path> files = Files.walk(classes)) {
      files.filter(Files::isRegularFile).forEach(file -> add(classes, file));
    }
  }

  private void add(Path classes, Path file) {
    try {
      entries.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject source(Map.Entry<String, String> named) {
    return new SimpleJavaFileObject(
        URI.create("string:///plugin/" + named.getKey() + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return named.getValue();
      }
    };
  }
}
