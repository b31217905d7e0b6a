package io.github.backpropbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.training.TrainingSettings;
import java.util.List;

/**
 * A training as one line of JSON: {@code {"backend", "precision", "gradient", "optimizer", "loss",
 * "bias", "losses": [one per step], "parameters": {"w1": [[…]], "b1", "w2", "b2", …}}}. The
 * parameters are as in a problem file: arrays of rows for a matrix, plain arrays for a bias, which
 * is left out if there is none. Every number reads back as exactly the value that was computed.
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
    json.put("optimizer", settings.optimizer().kind().label());
    json.put("loss", settings.loss().label());
    json.put("bias", settings.bias());
    add(json.putArray("losses"), training.result().losses(), 0, training.result().losses().length);
    putParameters(json.putObject("parameters"), training);
    return json + "\n";
  }

  private static void putParameters(ObjectNode json, FinishedTraining training) {
    List<Layer<double[]>> layers = training.result().parameters();
    for (int i = 0; i < layers.size(); i++) {
      double[] b = layers.get(i).b();
      putMatrix(json.putArray("w" + (i + 1)), layers.get(i).w(), training.shape().outputs(i));
      if (b != null) {
        add(json.putArray("b" + (i + 1)), b, 0, b.length);
      }
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
