package io.github.backpropbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.training.TrainingSettings;

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
    double[] losses = training.result().losses();
    ProblemJson.add(json.putArray("losses"), losses, 0, losses.length);
    ProblemJson.putLayers(
        json.putObject("parameters"), training.result().parameters(), training.shape());
    return json + "\n";
  }
}
