package io.github.backpropbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import io.github.backpropbench.training.TrainingSettings;

/**
 * A training as one line of JSON: {@code {"backend", "precision", "gradient", "optimizer", "loss",
 * "bias", "losses": [one per step], "parameters": {"w1": [[…]], "b1", "w2", "b2", …}}}. The
 * parameters are as in a problem file: arrays of rows for a matrix, plain arrays for a bias, which
 * is left out if there is none. With a data set there are also {@code "data", "split",
 * "evaluations": [{"step", "epoch", "validation_loss", "validation_accuracy", "test_loss",
 * "test_accuracy"}]}, losses as means per row, and accuracies only if there are classes. Every
 * number reads back as exactly the value that was computed.
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
    DataEvaluations evaluations = training.evaluations();
    if (evaluations != null && training.order() != null) {
      json.put("data", evaluations.data().name());
      json.put("split", evaluations.data().split());
      int epoch = training.order().minibatches();
      ArrayNode array = json.putArray("evaluations");
      evaluations.entries().forEach(entry -> add(array.addObject(), entry, epoch));
    }
    double[] losses = training.result().losses();
    ProblemJson.add(json.putArray("losses"), losses, 0, losses.length);
    ProblemJson.putLayers(
        json.putObject("parameters"), training.result().parameters(), training.shape());
    return json + "\n";
  }

  private static void add(ObjectNode json, DataEvaluations.Entry entry, int stepsPerEpoch) {
    json.put("step", entry.step());
    json.put("epoch", (double) entry.step() / stepsPerEpoch);
    add(json, "validation_", entry.validation());
    add(json, "test_", entry.test());
  }

  private static void add(ObjectNode json, String part, Evaluation evaluation) {
    json.put(part + "loss", evaluation.loss());
    if (!Double.isNaN(evaluation.accuracy())) {
      json.put(part + "accuracy", evaluation.accuracy());
    }
  }
}
