package io.github.backpropbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Contrasts from WCAG's definition and examples. */
class ColourTest {
  private static final Colour WHITE = Colour.parse("#ffffff");
  private static final Colour BLACK = Colour.parse("#000000");

  @Test
  void contrastIsThatOfWcag() {
    assertThat(WHITE.contrast(BLACK)).isCloseTo(21.0, within(1e-9));
    assertThat(BLACK.contrast(WHITE)).isCloseTo(21.0, within(1e-9));
    assertThat(WHITE.contrast(WHITE)).isCloseTo(1.0, within(1e-9));
    // The lightest grey that WCAG allows for text on white, known to be just above 4.5.
    assertThat(Colour.parse("#767676").contrast(WHITE)).isCloseTo(4.54, within(0.005));
  }

  @Test
  void hexIsReadAndWritten() {
    assertThat(Colour.parse("#0072b2")).isEqualTo(new Colour(0, 0x72, 0xb2));
    assertThat(Colour.parse("#0072b2").hex()).isEqualTo("#0072b2");
  }

  @Test
  void onADarkScreenBlackIsLightenedAndOrangeStays() {
    Colour dark = Colour.parse("#16191d");
    assertThat(BLACK.onDark().contrast(dark)).isBetween(3.0, 4.0);
    Colour orange = Colour.parse("#e69f00");
    assertThat(orange.onDark()).isEqualTo(orange);
  }
}
