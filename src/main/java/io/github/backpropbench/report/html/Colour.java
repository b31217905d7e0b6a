package io.github.backpropbench.report.html;

import java.util.Locale;

/** An sRGB colour; each channel from 0 to 255. */
record Colour(int red, int green, int blue) {
  /** The least contrast of graphics by WCAG 2.2 (success criterion 1.4.11). */
  private static final double GRAPHICS_CONTRAST = 3.0;

  private static final int STEPS = 20;

  private static final Colour WHITE = new Colour(255, 255, 255);

  /** The page's background on a dark screen, as {@code page.css} has it. */
  private static final Colour DARK = parse("#16191d");

  /** Reads {@code #0072b2}. */
  static Colour parse(String hex) {
    int value = Integer.parseInt(hex.substring(1), 16);
    return new Colour(value >> 16, value >> 8 & 0xFF, value & 0xFF);
  }

  String hex() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }

  /** This colour as a dark screen shows it: with as much white as it takes to stand out. */
  Colour onDark() {
    Colour lightened = this;
    for (int step = 1; step <= STEPS && lightened.contrast(DARK) < GRAPHICS_CONTRAST; step++) {
      lightened = mixed(WHITE, (double) step / STEPS);
    }
    return lightened;
  }

  /** The contrast ratio of WCAG, from 1 to 21. */
  double contrast(Colour other) {
    double mine = luminance();
    double theirs = other.luminance();
    return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
  }

  private Colour mixed(Colour other, double share) {
    return new Colour(
        mixed(red, other.red, share),
        mixed(green, other.green, share),
        mixed(blue, other.blue, share));
  }

  private static int mixed(int one, int other, double share) {
    return (int) Math.round(one + share * (other - one));
  }

  /** WCAG's relative luminance. */
  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
