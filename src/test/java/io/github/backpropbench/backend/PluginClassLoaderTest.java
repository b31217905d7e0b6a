package io.github.backpropbench.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginClassLoaderTest {
  /** A provider whose library is a class with a version. */
  private static final String PROVIDER =
      """
      public final class Provider implements KernelProvider {
        public String name() { return "%s"; }
        public String library() { return "a library"; }
        public String version() { return new Library().version(); }
        public int interfaceVersion() { return %s; }
        public MatrixKernel<?> create(Precision precision, int threads) {
          throw new IllegalStateException("it has no kernels");
        }
      }
      """;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void twoPluginsHaveTheirOwnVersionsOfALibrary() throws IOException {
    Plugin one = plugin("one", "1");
    Plugin two = plugin("two", "2");
    assertThat(BackendRegistry.of(one).find("one").version()).isEqualTo("1");
    assertThat(BackendRegistry.of(two).find("two").version()).isEqualTo("2");
    assertThat(BackendRegistry.of(one).names()).containsExactly("one");
  }

  @Test
  void aPluginSeesTheInterfacesAndNoLibraryOfTheProgram() throws Exception {
    ClassLoader loader = plugin("one", "1").classLoader();
    assertThat(loader.loadClass(MatrixKernel.class.getName())).isSameAs(MatrixKernel.class);
    for (String hidden :
        List.of(
            "org.ejml.EjmlVersion",
            "io.github.backpropbench.cli.Main",
            "com.fasterxml.jackson.databind.ObjectMapper")) {
      assertThatThrownBy(() -> loader.loadClass(hidden))
          .as(hidden)
          .isInstanceOf(ClassNotFoundException.class);
    }
    assertThat(Collections.list(loader.getResources(PluginJar.SERVICE))).hasSize(1);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
  }

  @Test
  void nativeLibrariesBesideTheJarAreFound() throws IOException {
    Plugin plugin = plugin("one", "1");
    Path library = plugin.jar().resolveSibling(System.mapLibraryName("blackbox"));
    Files.writeString(library, "no library");
    PluginClassLoader loader = PluginClassLoader.of(plugin);
    assertThat(loader.findLibrary("blackbox")).isEqualTo(library.toAbsolutePath().toString());
    assertThat(loader.findLibrary("elsewhere")).isNull();
  }

  @Test
  void namesAndVersionsThatCannotBeUsedAreReported() throws IOException {
    assertThat(failures("arrays-2", "7"))
        .containsExactly(
            "the backend 'arrays-2' was built for version 7 of the interface, and this program has"
                + " version 1; build it against this program");
    assertThat(failures("My Library", "INTERFACE_VERSION"))
        .containsExactly(
            "'My Library' cannot be a backend's name: use lower-case letters, digits and '-'");
  }

  @Test
  void classesOfANewerJavaAreReportedByItsNumber() throws IOException {
    Path jar =
        jar("one", "INTERFACE_VERSION")
            .patch("plugin/Provider.class", 7, (byte) 99)
            .write(folder.resolve("newer.jar"));
    assertThat(BackendRegistry.of(new Plugin(List.of(jar))).failures())
        .containsExactly(
            "plugin.Provider was compiled for Java 55, and this is Java "
                + Runtime.version().feature());
  }

  private List<String> failures(String name, String version) throws IOException {
    Path jar = jar(name, version).write(folder.resolve(version + ".jar"));
    return BackendRegistry.of(new Plugin(List.of(jar))).failures();
  }

  private PluginJar jar(String name, String version) throws IOException {
    return new PluginJar()
        .against(library("0"))
        .withClass("Provider", PROVIDER.formatted(name, version))
        .with(PluginJar.SERVICE, "plugin.Provider");
  }

  private Plugin plugin(String name, String version) throws IOException {
    Path library = library(version);
    Path jar =
        jar(name, KernelProvider.class.getSimpleName() + ".INTERFACE_VERSION")
            .write(folder.resolve(name).resolve("plugin.jar"));
    return new Plugin(List.of(jar, library));
  }

  private Path library(String version) throws IOException {
    return new PluginJar()
        .withClass(
            "Library",
            "public final class Library { public String version() { return \"%s\"; } }"
                .formatted(version))
        .write(folder.resolve("library-" + version + ".jar"));
  }
}
