package io.github.backpropbench.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.statistics.Ratio;
import java.util.Collection;

/** Numbers in JSON, which has none that are not finite: those are null. */
final class Numbers {
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
   * A comparison: its ratio, the interval's ends, the ratio as tables write it, the number of its
   * verdict, and that of its rounds. There can be many of them, so they have no names.
   */
  static ArrayNode of(JudgedContrast contrast) {
    Ratio ratio = contrast.ratio();
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    add(json, ratio.value());
    add(json, ratio.hasInterval() ? ratio.low() : Double.NaN);
    add(json, ratio.hasInterval() ? ratio.high() : Double.NaN);
    return json.add(Ratios.withInterval(ratio))
        .add(contrast.verdict().ordinal())
        .add(ratio.pairs());
  }

  private static void add(ArrayNode json, double value) {
    if (Double.isFinite(value)) {
      json.add((float) value);
    } else {
      json.addNull();
    }
  }
}
