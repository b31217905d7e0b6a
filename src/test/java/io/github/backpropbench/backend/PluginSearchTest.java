package io.github.backpropbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginSearchTest {
  @TempDir private Path folder;

  @Test
  void aJarStandsForItself() throws IOException {
    Path jar = plugin("one.jar");
    library("beside.jar");
    PluginSearch search = new PluginSearch(List.of(jar));
    assertThat(search.plugins()).containsExactly(new Plugin(List.of(jar)));
    assertThat(search.failures()).isEmpty();
  }

  @Test
  void inAFolderTheJarsWithoutAServiceFileAreLibrariesOfTheOthers() throws IOException {
    Path one = plugin("one.jar");
    Path two = plugin("two.jar");
    Path library = library("library.jar");
    Files.writeString(folder.resolve("notes.txt"), "no jar");
    assertThat(new PluginSearch(List.of(folder)).plugins())
        .containsExactly(new Plugin(List.of(one, library)), new Plugin(List.of(two, library)));
  }

  @Test
  void foldersInAFolderKeepTheirLibrariesToThemselves() throws IOException {
    Path one = plugin("one/one.jar");
    Path old = library("one/library-1.jar");
    Path two = plugin("two/two.jar");
    Path recent = library("two/library-2.jar");
    plugin("two/deeper/three.jar");
    library("none/library.jar");
    assertThat(new PluginSearch(List.of(folder)).plugins())
        .containsExactly(new Plugin(List.of(one, old)), new Plugin(List.of(two, recent)));
  }

  @Test
  void theManifestMayNameLibraries() throws IOException {
    Path library = library("lib/library.jar");
    Path jar =
        new PluginJar()
            .with(PluginJar.SERVICE, "plugin.Provider")
            .withManifestPath("lib/library.jar lib/missing.jar")
            .write(folder.resolve("one.jar"));
    assertThat(new PluginSearch(List.of(jar)).plugins())
        .containsExactly(new Plugin(List.of(jar, library)));
  }

  @Test
  void whatIsNoJarIsReported() throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.jar"), "no zip");
    Path right = plugin("right.jar");
    PluginSearch search = new PluginSearch(List.of(folder));
    assertThat(search.plugins()).containsExactly(new Plugin(List.of(right)));
    assertThat(search.failures()).containsExactly(damaged + " is not a jar, or is damaged");
  }

  @Test
  void twoVersionsOfOneArtifactInAFolderAreRefused() throws IOException {
    plugin("mine-1.jar");
    Path old = library("lib-core-0.3.31-1.5.12.jar");
    library("lib-core-0.3.31-1.5.13.jar");
    PluginSearch search = new PluginSearch(List.of(folder));
    assertThat(search.plugins()).isEmpty();
    assertThat(search.failures())
        .containsExactly(
            old
                + " and lib-core-0.3.31-1.5.13.jar are two versions of one artifact: delete one of"
                + " them, or give each plug-in a folder of its own");
  }

  @Test
  void classifiersAreNoOtherVersions() throws IOException {
    plugin("mine-1-SNAPSHOT.jar");
    library("lib-0.3.31-1.5.13.jar");
    library("lib-0.3.31-1.5.13-linux-x86_64.jar");
    library("lib-0.3.31-1.5.13-macosx-arm64.jar");
    library("lib-core-2.jar");
    assertThat(new PluginSearch(List.of(folder, folder)).plugins())
        .singleElement()
        .satisfies(plugin -> assertThat(plugin.jars()).hasSize(5));
  }

  private Path plugin(String name) throws IOException {
    return new PluginJar().with(PluginJar.SERVICE, "plugin.Provider").write(folder.resolve(name));
  }

  private Path library(String name) throws IOException {
    return new PluginJar().with("content", name).write(folder.resolve(name));
  }
}
