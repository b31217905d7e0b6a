package io.github.backpropbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.training.TrainedParameters;
import io.github.backpropbench.training.TrainingSettings;

/**
 * A training as one line of JSON: {@code {"backend", "precision", "gradient", "optimizer", "bias",
 * "losses": [one a step], "parameters": {"w1": [[…]], "b1", "w2", "b2"}}}. The parameters are as in
 * a problem file: rows of a matrix, plain arrays of a bias, which is left out if there is none.
 * Every number reads back as the very value that was computed.
 */
final class TrainingJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private TrainingJson() {}

  static String format(FinishedTraining training) {
    TrainingSettings settings = training.settings();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("backend", training.backend());
    json.put("precision", training.precision().label());
    json.put("gradient", settings.gradient().label());
    json.put("optimizer", settings.optimizer().label());
    json.put("bias", settings.bias());
    add(json.putArray("losses"), training.result().losses(), 0, training.result().losses().length);
    putParameters(json.putObject("parameters"), training.result().parameters(), training.shape());
    return json + "\n";
  }

  private static void putParameters(
      ObjectNode json, TrainedParameters parameters, NetworkShape shape) {
    double[] b1 = parameters.b1();
    double[] b2 = parameters.b2();
    putMatrix(json.putArray("w1"), parameters.w1(), shape.hidden());
    if (b1 != null) {
      add(json.putArray("b1"), b1, 0, b1.length);
    }
    putMatrix(json.putArray("w2"), parameters.w2(), shape.outputs());
    if (b2 != null) {
      add(json.putArray("b2"), b2, 0, b2.length);
    }
  }

  private static void putMatrix(ArrayNode json, double[] rowMajor, int columns) {
    for (int start = 0; start < rowMajor.length; start += columns) {
      add(json.addArray(), rowMajor, start, columns);
    }
  }

  private static void add(ArrayNode json, double[] values, int start, int count) {
    for (int i = start; i < start + count; i++) {
      json.add(values[i]);
    }
  }
}
