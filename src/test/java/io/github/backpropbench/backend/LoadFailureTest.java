package io.github.backpropbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

class LoadFailureTest {
  @Test
  void theCauseIsNamedRatherThanItsWrapping() {
    assertThat(
            LoadFailure.reason(
                new ServiceConfigurationError(
                    "not instantiated",
                    new ExceptionInInitializerError(new IllegalStateException("no luck")))))
        .isEqualTo("it failed to load: java.lang.IllegalStateException: no luck");
    assertThat(LoadFailure.reason(new ServiceConfigurationError("Provider x not found")))
        .isEqualTo("Provider x not found");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(LoadFailure.reason(new UnsatisfiedLinkError("no x in java.library.path: /a:/b")))
        .isEqualTo("a native library cannot be loaded: no x in java.library.path");
    assertThat(LoadFailure.reason(new NoClassDefFoundError("org/x/Matrix")))
        .isEqualTo(
            "the class org.x.Matrix is missing; the libraries of a plug-in belong beside its jar");
  }

  @Test
  void aMethodThatIsNotThereIsOfAnotherVersion() {
    assertThat(LoadFailure.reason(new AbstractMethodError("x.Kernel.multiply")))
        .isEqualTo(
            "it was built for another version of the interface, or of a library: x.Kernel.multiply");
  }
}
