package io.github.backpropbench.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  private static final Path STANDARD_INPUT = Path.of("-");

  @TempDir private Path folder;

  @Test
  void readsAPipe() throws IOException {
    Path pipe = NamedPipe.holding(folder.resolve("pipe"), "text");
    assertThat(InputFile.isThere(pipe)).isTrue();
    try (InputStream stream = InputFile.open(pipe)) {
      assertThat(stream.readAllBytes()).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void readsStandardInput() throws IOException {
    assertThat(InputFile.isThere(STANDARD_INPUT)).isTrue();
    assertThat(InputFile.isStandardInput(Path.of("./-"))).isFalse();
    assertThat(InputFile.name(STANDARD_INPUT)).isEqualTo("standard input");
    assertThat(InputFile.open(STANDARD_INPUT)).isSameAs(System.in);
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    assertThatThrownBy(() -> InputFile.open(folder.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> InputFile.open(folder))
        .isInstanceOfSatisfying(
            FileSystemException.class, e -> assertThat(e.getReason()).isEqualTo("Is a directory"));
    assertThat(InputFile.isThere(folder)).isFalse();
    assertThat(InputFile.isThere(folder.resolve("missing"))).isFalse();
  }

  @Test
  void onlyAPipeCannotBeNamedTwice() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    Path pipe = NamedPipe.at(folder.resolve("pipe"));
    assertThat(InputFile.mistake(List.of(STANDARD_INPUT, file, file, folder, folder, pipe)))
        .isEmpty();
    assertThat(InputFile.mistake(List.of(STANDARD_INPUT, file, STANDARD_INPUT)))
        .contains("standard input is named twice, but can be read only once");
    Path same = folder.resolve(".").resolve("pipe");
    assertThat(InputFile.mistake(List.of(pipe, same)))
        .contains(same + " is named twice, but can be read only once");
  }
}
