package io.github.backpropbench.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Writes numbers as JSON, in which those that are not finite become null. */
final class Numbers {
  /** More digits of a ratio than a chart can show. */
  private static final int RATIO_DIGITS = 6;

  /** Relative distance from a half at which all ways of rounding halves agree. */
  private static final double MARGIN = 1e-9;

  private Numbers() {}

  /** As a float, whose seven digits are more than anybody can measure. */
  static void put(ObjectNode json, String field, double value) {
    json.put(field, Double.isFinite(value) ? (float) value : null);
  }

  /** As {@link #put}. */
  static void addAll(ArrayNode json, Collection<Double> values) {
    values.forEach(value -> json.add(Double.isFinite(value) ? value.floatValue() : null));
  }

  /**
   * A comparison as an array: the ratio, the interval's ends, the verdict's ordinal and the number
   * of rounds. There can be a hundred thousand comparisons, so their fields have neither names nor
   * texts: a script formats them as {@link Figures#ratio} does.
   */
  static ArrayNode of(JudgedContrast contrast) {
    Ratio ratio = contrast.ratio();
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    addRatio(json, ratio.value());
    addRatio(json, ratio.hasInterval() ? ratio.low() : Double.NaN);
    addRatio(json, ratio.hasInterval() ? ratio.high() : Double.NaN);
    return json.add(verdict(contrast)).add(ratio.pairs());
  }

  /** The place of a verdict among {@link #verdicts}. */
  private static int verdict(JudgedContrast contrast) {
    int shown = Verdict.values().length;
    return contrast.isProbable()
        ? shown + (contrast.ratio().value() < 1 ? 0 : 1)
        : contrast.verdict().ordinal();
  }

  /** The verdicts in words: first those that are, then those that are probable. */
  static List<String> verdicts() {
    List<String> words = new ArrayList<>(Stream.of(Verdict.values()).map(Verdict::words).toList());
    words.add(Phrases.probably(0));
    words.add(Phrases.probably(2));
    return words;
  }

  /** A ratio with only as many digits as it takes to be formatted as the same text. */
  private static void addRatio(ArrayNode json, double ratio) {
    json.add(Double.isFinite(ratio) ? shortened(ratio) : null);
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

  /** Whether a ratio is formatted as this text, however halves are rounded. */
  private static boolean readsAs(String text, double ratio) {
    return Figures.ratio(ratio * (1 - MARGIN)).equals(text)
        && Figures.ratio(ratio * (1 + MARGIN)).equals(text);
  }
}
