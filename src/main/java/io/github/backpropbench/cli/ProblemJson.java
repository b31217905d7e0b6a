package io.github.backpropbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as a problem file: row-major nested arrays for matrices, plain arrays for biases, which
 * are left out if there are none. Every number reads back as exactly the same value.
 */
final class ProblemJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ProblemJson() {}

  /**
   * What a training trains, so that anyone can repeat it elsewhere: a problem file, with the rows
   * that each step takes as {@code order}, counted from 0.
   *
   * @param bias whether the training has biases
   * @param order a new one, which this advances; null if each step takes all rows
   */
  static String format(Problem problem, boolean bias, @Nullable RowOrder order, int steps) {
    ObjectNode json = MAPPER.createObjectNode();
    putMatrix(json, "x", problem.x(), problem.shape().inputs());
    putMatrix(json, "y", problem.y(), problem.shape().outputs());
    putLayers(json, problem.startingLayers(bias), problem.shape());
    if (order != null) {
      ArrayNode array = json.putArray("order");
      for (int i = 0; i < steps; i++) {
        order.advance();
        ArrayNode rows = array.addArray();
        for (int at = order.first(); at < order.first() + order.count(); at++) {
          rows.add(order.rows()[at]);
        }
      }
    }
    return json + "\n";
  }

  /** Adds w1, b1, w2, b2, and so on. */
  static void putLayers(ObjectNode json, List<Layer<double[]>> layers, NetworkShape shape) {
    for (int i = 0; i < layers.size(); i++) {
      double[] b = layers.get(i).b();
      putMatrix(json, "w" + (i + 1), layers.get(i).w(), shape.outputs(i));
      if (b != null) {
        add(json.putArray("b" + (i + 1)), b, 0, b.length);
      }
    }
  }

  /** Adds values of an array. */
  static void add(ArrayNode json, double[] values, int start, int count) {
    for (int i = start; i < start + count; i++) {
      json.add(values[i]);
    }
  }

  private static void putMatrix(ObjectNode json, String name, double[] rowMajor, int columns) {
    ArrayNode rows = json.putArray(name);
    for (int start = 0; start < rowMajor.length; start += columns) {
      add(rows.addArray(), rowMajor, start, columns);
    }
  }
}
