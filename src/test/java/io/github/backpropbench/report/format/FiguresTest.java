package io.github.backpropbench.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void timesAndRatesHaveThreeDigitsInTheUnitThatFits() {
    assertThat(Figures.time(0.5)).isEqualTo("0.500 ns");
    assertThat(Figures.time(81.234)).isEqualTo("81.2 ns");
    assertThat(Figures.time(999.6)).isEqualTo("1.00 µs");
    assertThat(Figures.time(5_213)).isEqualTo("5.21 µs");
    assertThat(Figures.time(15_299_000)).isEqualTo("15.3 ms");
    assertThat(Figures.time(2.5e12)).isEqualTo("2500 s");
    assertThat(Figures.rate(812)).isEqualTo("812 /s");
    assertThat(Figures.rate(19_000_000)).isEqualTo("19.0 M/s");
  }

  @Test
  void bytesAreExactIfFew() {
    assertThat(Figures.bytes(1128)).isEqualTo("1128 B");
    assertThat(Figures.bytes(98_304)).isEqualTo("98.3 kB");
    assertThat(Figures.size(48 << 10)).isEqualTo("48 KiB");
    assertThat(Figures.size(16L << 30)).isEqualTo("16 GiB");
    assertThat(Figures.size(100)).isEqualTo("100 B");
  }

  @Test
  void ratiosHaveTwoDecimalsNearOne() {
    assertThat(Figures.ratio(0.0523)).isEqualTo("0.052");
    assertThat(Figures.ratio(0.999)).isEqualTo("1.00");
    assertThat(Figures.ratio(1.124)).isEqualTo("1.12");
    assertThat(Figures.ratio(19.26)).isEqualTo("19.3");
    assertThat(Figures.ratio(12_345)).isEqualTo("12300");
    assertThat(Figures.ratio(Double.POSITIVE_INFINITY)).isEqualTo("∞");
  }

  @Test
  void sharesHaveTwoDigits() {
    assertThat(Figures.percent(0)).isEqualTo("0.0 %");
    assertThat(Figures.percent(0.0001)).isEqualTo("<0.1 %");
    assertThat(Figures.percent(0.0041)).isEqualTo("0.4 %");
    assertThat(Figures.percent(0.354)).isEqualTo("35 %");
  }

  @Test
  void lossesHaveSixDigits() {
    assertThat(Figures.loss(297.0449)).isEqualTo("297.045");
    assertThat(Figures.loss(300)).isEqualTo("300.000");
    assertThat(Figures.loss(1.25e12)).isEqualTo("1.25000e+12");
    assertThat(Figures.loss(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(Figures.magnitude(4e-7)).isEqualTo("4.0e-07");
    assertThat(Figures.magnitude(0)).isEqualTo("0");
  }

  @Test
  void aDashStandsForWhatIsNotANumber() {
    assertThat(Figures.time(Double.NaN)).isEqualTo(Figures.NONE);
    assertThat(Figures.rate(Double.POSITIVE_INFINITY)).isEqualTo(Figures.NONE);
    assertThat(Figures.percent(Double.NaN)).isEqualTo(Figures.NONE);
    assertThat(Figures.ratio(Double.NaN)).isEqualTo(Figures.NONE);
    assertThat(Figures.number(Double.NEGATIVE_INFINITY)).isEqualTo(Figures.NONE);
    assertThat(Figures.magnitude(Double.NaN)).isEqualTo(Figures.NONE);
    assertThat(Figures.bytes(Double.NaN)).isEqualTo(Figures.NONE);
  }

  @Test
  void figuresAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Figures.percent(0.0041) + Figures.loss(1.25e12) + Figures.ratio(1.5))
          .isEqualTo("0.4 %1.25000e+121.50");
    } finally {
      Locale.setDefault(before);
    }
  }
}
