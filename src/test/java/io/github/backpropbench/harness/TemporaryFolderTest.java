package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders and locks that not even root can write. */
class TemporaryFolderTest {
  @TempDir Path folder;

  @Test
  void aFolderThatCanBeWrittenIsFineAndStaysEmpty() {
    assertThat(TemporaryFolder.refusal(folder.toFile(), false)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsNoneIsNamedWithItsPurposeAndTheRemedy() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path wrong : new Path[] {folder.resolve("none"), file}) {
      assertThat(TemporaryFolder.refusal(wrong.toFile(), true))
          .get()
          .asString()
          .startsWith("the folder for temporary files, " + wrong + ", cannot be written: ")
          .endsWith("with java -Djava.io.tmpdir=DIR -jar ...");
    }
  }

  @Test
  void anEmptyNameIsNoFolder() {
    for (String empty : new String[] {"", " "}) {
      assertThat(TemporaryFolder.refusal(empty, true))
          .contains(
              "no folder for temporary files is named (java.io.tmpdir is empty); name another folder"
                  + " for temporary files with java -Djava.io.tmpdir=DIR -jar ...");
    }
  }

  @Test
  void aLockThatCannotBeOpenedIsNamedWithItsOwnerAndTheRemedy() throws IOException {
    Path lock = Files.createDirectory(folder.resolve("jmh.lock"));
    assertThat(TemporaryFolder.refusal(folder.toFile(), true)).isEmpty();
    assertThat(TemporaryFolder.refusal(folder.toFile(), false))
        .get()
        .asString()
        .startsWith("JMH's lock cannot be opened, " + lock)
        .contains("it belongs to the user " + Files.getOwner(lock).getName() + ": have it deleted")
        .endsWith("with java -Djava.io.tmpdir=DIR -jar ...");
  }
}
