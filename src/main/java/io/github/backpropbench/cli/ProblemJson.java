package io.github.backpropbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.convergence.TargetTask;
import io.github.backpropbench.data.DataSet;
import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import java.util.List;

/**
 * A problem as a problem file: row-major nested arrays for matrices, plain arrays for biases, which
 * are left out if there are none. Every number reads back as exactly the same value.
 */
final class ProblemJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ProblemJson() {}

  /**
   * What a training trains, so that anyone can repeat it elsewhere: a problem file, with the rows
   * that each step takes as {@code order}, counted from 0. The rows of a data set that are kept
   * apart for evaluations follow as {@code validation} and {@code test}, each with x and y, and how
   * it is trained as {@code settings}.
   *
   * @param training with a new order, which this advances
   */
  static String format(PlannedTraining training) {
    Problem problem = training.problem();
    RowOrder order = training.order();
    ObjectNode json = MAPPER.createObjectNode();
    putMatrix(json, "x", problem.x(), problem.shape().inputs());
    putMatrix(json, "y", problem.y(), problem.shape().outputs());
    putLayers(json, problem.startingLayers(training.settings().bias()), problem.shape());
    if (order != null) {
      ArrayNode array = json.putArray("order");
      for (int i = 0; i < training.steps(); i++) {
        order.advance();
        ArrayNode rows = array.addArray();
        for (int at = order.first(); at < order.first() + order.count(); at++) {
          rows.add(order.rows()[at]);
        }
      }
    }
    if (training.data() != null && order != null) {
      putData(json, training, training.data(), order);
    }
    return json + "\n";
  }

  private static void putData(
      ObjectNode json, PlannedTraining training, TrainedData data, RowOrder order) {
    putRows(json.putObject("validation"), data.rows().validation());
    putRows(json.putObject("test"), data.rows().test());
    ObjectNode settings = json.putObject("settings");
    settings.put("data", data.name());
    settings.put("split", data.split());
    settings.put("seed", data.seed());
    settings.put("loss", training.settings().loss().label());
    OptimizerSettings optimizer = training.settings().optimizer();
    OptimizerKind kind = optimizer.kind();
    settings.put("optimizer", kind.label());
    settings.put("learning_rate", optimizer.learningRate());
    // A constant that an optimizer does not have is 0 in programs in which it does.
    settings.put("momentum", kind == OptimizerKind.MOMENTUM ? optimizer.momentum() : 0.0);
    settings.put("weight_decay", kind == OptimizerKind.ADAMW ? optimizer.weightDecay() : 0.0);
    settings.put("bias", training.settings().bias());
    settings.put("steps", training.steps());
    settings.put("evaluate_every", TargetTask.evaluationIntervalOf(order.minibatches()));
    ArrayNode classes = settings.putArray("classes");
    data.rows().training().classes().forEach(classes::add);
  }

  private static void putRows(ObjectNode json, DataSet rows) {
    putMatrix(json, "x", rows.x(), rows.features());
    putMatrix(json, "y", rows.y(), rows.outputs());
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
