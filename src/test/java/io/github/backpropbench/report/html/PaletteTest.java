package io.github.backpropbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaletteTest {
  private final Palette palette = new Palette();

  @Test
  void aKnownBackendHasItsOwn() {
    assertThat(palette.of("vector"))
        .isEqualTo(new Palette.Style(Colour.parse("#d55e00"), "diamond"));
  }

  /** As {@code backend_style} in {@code scripts/plot_style.py} chooses them. */
  @ParameterizedTest
  @CsvSource({"mkl,#4d4d4d,triangle-down", "my-backend,#7b4fa3,cross", "<script>,#4d4d4d,star"})
  void anUnknownOneHasTheScriptsToo(String backend, String colour, String marker) {
    assertThat(palette.of(backend)).isEqualTo(new Palette.Style(Colour.parse(colour), marker));
  }

  @Test
  void eachMarkerIsDefined() {
    String definitions = Markers.definitions().toString();
    for (String backend :
        new String[] {"arrays", "ejml", "ojalgo", "vector", "blas", "noop", "c"}) {
      assertThat(definitions).contains("id=\"mark-" + palette.of(backend).marker() + "\"");
    }
    for (String marker : new String[] {"plus", "cross", "star", "diamond", "triangle-down"}) {
      assertThat(definitions).contains("id=\"mark-" + marker + "\"");
    }
  }
}
