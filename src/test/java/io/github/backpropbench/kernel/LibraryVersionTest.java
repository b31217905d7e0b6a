package io.github.backpropbench.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibraryVersionTest {

  @Test
  void anArtifactsJarNamesItsVersion() {
    assertThat(LibraryVersion.ofArtifact(getClass(), "org.ojalgo", "ojalgo"))
        .matches("\\d+\\.\\d+.*");
  }

  @Test
  void anArtifactThatIsNotThereHasNone() {
    assertThat(LibraryVersion.ofArtifact(getClass(), "org.ojalgo", "no-such"))
        .isEqualTo(LibraryVersion.NONE);
  }
}
