package io.github.backpropbench.backend.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is taken for OpenBLAS, and how it is held to one thread. */
class OpenBlasTest {
  private static final String NOWHERE = "/nowhere/libopenblas.so.0";

  @Test
  void aLibraryThatIsNotThereIsNamedWithTheRemedy() {
    assertThatThrownBy(() -> OpenBlas.load(List.of("no-such-blas", "nor-this-one")))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "no-such-blas cannot be loaded, nor-this-one cannot be loaded; "
                + LibraryNames.remedyOnThisSystem());
  }

  @Test
  void anotherLibraryIsNotTakenForOpenBlas() {
    assertThatThrownBy(() -> OpenBlas.load(List.of(Platform.MATH_LIBRARY_NAME)))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith(Platform.MATH_LIBRARY_NAME + " is not OpenBLAS; ");
  }

  @Test
  void withoutItTheBackendIsUnavailableAndNothingElseIsSaid() throws IOException {
    String expected =
        String.format(
            "version: none%nmissing: %s cannot be loaded; %s%n",
            NOWHERE, LibraryNames.remedyOnThisSystem());
    assertThat(BlasProcess.output(Map.of(), "-D" + LibraryNames.PATH_PROPERTY + "=" + NOWHERE))
        .isEqualTo(expected);
  }

  @Test
  void aFileThatIsNoLibraryIsNotLoaded(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("libopenblas.so.0"), "no library");
    assertThat(BlasProcess.output(Map.of(), "-D" + LibraryNames.PATH_PROPERTY + "=" + text))
        .contains("missing: " + text + " cannot be loaded; ");
  }

  @Test
  void aFolderForTemporaryFilesNeedsAWholeName() {
    for (String name : List.of("", " ", "folder")) {
      assertThatThrownBy(() -> OpenBlas.requireTemporaryFolder(name))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining(
              "must begin at the root, and '" + name + "' does not; name another");
    }
  }

  @Test
  void aFolderForTemporaryFilesThatCannotBeWrittenIsTheReason(@TempDir Path folder)
      throws IOException {
    Path none = folder.resolve("none");
    assertThat(BlasProcess.output(Map.of(), "-Djava.io.tmpdir=" + none))
        .contains("the folder for temporary files, " + none + "; name one that can be written")
        .doesNotContain("Error", "Exception");
  }

  @Test
  @NeedsOpenBlas
  @EnabledOnOs(OS.LINUX)
  void itHasOneThreadWhateverTheEnvironmentSays() throws IOException {
    assertThat(BlasProcess.output(Map.of("OPENBLAS_NUM_THREADS", "2", "OMP_NUM_THREADS", "2")))
        .endsWith(String.format("threads: 1%n"));
  }

  @Test
  @NeedsOpenBlas
  @EnabledOnOs(OS.LINUX)
  void itHasAsManyThreadsAsItIsToldWhateverTheEnvironmentSays() throws IOException {
    Map<String, String> one = Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "1");
    assertThat(BlasProcess.output(2, one)).endsWith(String.format("threads: 2%n"));
  }

  @Test
  @NeedsOpenBlas
  void moreThreadsThanItWasBuiltForAreRefused() {
    assertThat(OpenBlas.require().threads().refusal(1_000_000))
        .matches(".* has \\d+ threads and cannot be set to 1000000");
    assertThat(OpenBlas.require().threads().number()).isEqualTo(1);
  }

  @Test
  @NeedsOpenBlas
  @EnabledOnOs(OS.LINUX)
  void whatWasLoadedIsTold() throws IOException {
    List<String> lines = BlasProcess.output(Map.of()).lines().toList();
    assertThat(lines)
        .hasSize(7)
        .contains("missing: ", "binding: " + Binding.inUse().description())
        .anyMatch(line -> line.matches("version: \\d+\\.\\d+\\.\\d+.*"))
        .anyMatch(line -> line.matches("kernels: \\w+"));
    String file =
        lines.stream()
            .filter(line -> line.startsWith("native library: "))
            .findFirst()
            .orElseThrow();
    assertThat(Path.of(file.substring("native library: ".length()))).isRegularFile();
  }

  @Test
  @NeedsOpenBlas
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void kernelsThatTheEnvironmentChoosesAreToldAndWarnedOf() throws IOException {
    assertThat(BlasProcess.output(Map.of("OPENBLAS_CORETYPE", "Nehalem")).lines())
        .contains("kernels: Nehalem, chosen by OPENBLAS_CORETYPE")
        .anyMatch(line -> line.startsWith("warning: The environment's OPENBLAS_CORETYPE=Nehalem "));
  }
}
