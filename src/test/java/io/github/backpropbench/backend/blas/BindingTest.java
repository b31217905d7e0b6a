package io.github.backpropbench.backend.blas;

import static java.lang.invoke.MethodType.methodType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which binding a process chooses. */
class BindingTest {
  private static final String PROPERTY = "-D" + Binding.PROPERTY;

  @ParameterizedTest
  @CsvSource({",17,JNI", ",21,JNI", ",22,FFM", ",25,FFM", "jni,17,JNI", "jni,25,JNI", "ffm,22,FFM"})
  void theCheapestIsTakenUnlessOneIsForced(String asked, int java, Binding expected)
      throws UnavailableException {
    assertThat(Binding.chosen(asked, java)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"fast", "JNI", "''", "' ffm'"})
  void anUnknownOneIsRefused(String asked) {
    assertThatThrownBy(() -> Binding.chosen(asked, 25))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(PROPERTY + ": unknown binding '" + asked + "'; known: jni, ffm");
  }

  @Test
  void foreignFunctionsAreNotThereOnOlderJava() {
    assertThatThrownBy(() -> Binding.chosen("ffm", 21))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(PROPERTY + "=ffm needs Java 22 or later, and this is Java 21");
  }

  @Test
  @NeedsOpenBlas
  void aRoutineThatTheLibraryDoesNotHaveIsNamed() {
    assertThatThrownBy(() -> Cblas.link("nope", methodType(double.class), true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("it has no cblas_dnope");
  }

  @Test
  @NeedsOpenBlas
  void aWrongBindingIsTheReasonWhyTheBackendIsMissing() throws IOException {
    assertThat(BlasProcess.output(Map.of(), PROPERTY + "=fast"))
        .isEqualTo(
            String.format(
                "version: none%nmissing: %s: unknown binding 'fast'; known: jni, ffm%n", PROPERTY));
  }
}
