package io.github.backpropbench.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.statistics.Ratio;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;

/** Numbers in JSON, which has none that are not finite: those are null. */
final class Numbers {
  /** More than a chart can show of a ratio. */
  private static final int RATIO_DIGITS = 6;

  /** Programs that round halves in different ways agree at this distance from one. */
  private static final double BRINK = 1e-9;

  private Numbers() {}

  /** With the seven digits of a float, which is more than anybody measures. */
  static void put(ObjectNode json, String field, double value) {
    if (Double.isFinite(value)) {
      json.put(field, (float) value);
    } else {
      json.putNull(field);
    }
  }

  static void addAll(ArrayNode json, Collection<Double> values) {
    for (double value : values) {
      add(json, value);
    }
  }

  /**
   * A comparison: its ratio, the interval's ends, the number of its verdict, and that of its
   * rounds. There can be a hundred thousand of them, so they have neither names nor texts: a script
   * writes them as {@link Figures#ratio} does.
   */
  static ArrayNode of(JudgedContrast contrast) {
    Ratio ratio = contrast.ratio();
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    addRatio(json, ratio.value());
    addRatio(json, ratio.hasInterval() ? ratio.low() : Double.NaN);
    addRatio(json, ratio.hasInterval() ? ratio.high() : Double.NaN);
    return json.add(contrast.verdict().ordinal()).add(ratio.pairs());
  }

  /** A ratio with as few digits as it takes to read the same as the ratio itself. */
  private static void addRatio(ArrayNode json, double ratio) {
    if (Double.isFinite(ratio)) {
      json.add(shortened(ratio));
    } else {
      json.addNull();
    }
  }

  private static BigDecimal shortened(double ratio) {
    String text = Figures.ratio(ratio);
    BigDecimal exact = BigDecimal.valueOf(ratio);
    for (int digits = RATIO_DIGITS; digits < exact.precision(); digits++) {
      BigDecimal fewer = exact.round(new MathContext(digits)).stripTrailingZeros();
      if (readsAs(text, fewer.doubleValue())) {
        return fewer;
      }
    }
    return exact;
  }

  /** Whether a number is written so, and is not on the brink of being written otherwise. */
  private static boolean readsAs(String text, double ratio) {
    return Figures.ratio(ratio * (1 - BRINK)).equals(text)
        && Figures.ratio(ratio * (1 + BRINK)).equals(text);
  }

  private static void add(ArrayNode json, double value) {
    if (Double.isFinite(value)) {
      json.add((float) value);
    } else {
      json.addNull();
    }
  }
}
