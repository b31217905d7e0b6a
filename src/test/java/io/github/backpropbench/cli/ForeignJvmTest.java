package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignJvmTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path temporary;

  @Test
  void aJvmSaysWhatItLacks() {
    List<String> needed = new ForeignJvm(JAVA).missing(List.of());
    assertThat(needed)
        .containsExactlyInAnyOrderElementsOf(JvmArguments.needed())
        .contains("--add-modules=jdk.incubator.vector");
    assertThat(new ForeignJvm(JAVA).missing(needed)).isEmpty();
  }

  @Test
  void aJvmThatRefusesAnArgumentIsNamedWithWhatItSays() {
    assertThatThrownBy(() -> new ForeignJvm(JAVA).missing(List.of("--no-such-option=allow")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "-jvm '%s' does not start the benchmarks; it says: Unrecognized option:"
                + " --no-such-option=allow",
            JAVA);
  }

  @ParameterizedTest
  @CsvSource({
    "exit 0, is not the java program of a JDK",
    "echo a; echo b, does not start the benchmarks; it says: a",
    "echo java.lang.UnsupportedClassVersionError; exit 1, is older than Java 17",
    "cat, is not the java program of a JDK"
  })
  void aProgramThatIsNoSuchJvmIsRefused(String script, String sentence) throws IOException {
    Path program = temporary.resolve("java");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    assumeTrue(program.toFile().setExecutable(true), "needs programs that are scripts");
    assertThatThrownBy(() -> new ForeignJvm(program.toString()).missing(List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("-jvm '" + program + "' " + sentence);
  }

  @Test
  void aProgramThatDoesNotExistIsRefused() {
    for (Path path : List.of(temporary.resolve("java"), temporary)) {
      assertThatThrownBy(() -> new ForeignJvm(path.toString()).missing(List.of()))
          .isInstanceOf(UserException.class)
          .hasMessage("-jvm '%s' cannot be started; name the java program of a JDK", path);
    }
  }
}
