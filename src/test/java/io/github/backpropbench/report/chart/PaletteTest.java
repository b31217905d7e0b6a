package io.github.backpropbench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaletteTest {
  @Test
  void aBackendOfThePaletteHasItsOwnStyle() {
    assertThat(Palette.of("arrays")).isEqualTo(new Palette.Style("#0072b2", Marker.CIRCLE));
    assertThat(Palette.of("blas").marker()).isEqualTo(Marker.TRIANGLE_DOWN);
  }

  @Test
  void anUnknownOneLooksAsInThePlotsOfTheScripts() {
    // By Python's zlib: the names' CRC-32 are 3949589424 and 1540598153.
    assertThat(Palette.of("my-backend")).isEqualTo(new Palette.Style("#7b4fa3", Marker.CROSS));
    assertThat(Palette.of("größe")).isEqualTo(new Palette.Style("#8c5a2b", Marker.DIAMOND));
  }
}
