package io.github.backpropbench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The JSON object of one of JMH's results. Unknown fields may stand in it, and most may be missing;
 * a field that is there and cannot be understood is refused, as the result would be another without
 * it.
 */
final class JmhResultNode {
  private static final String INFINITY = "+INF";
  private static final String MINUS_INFINITY = "-INF";
  private static final String NAN = "NaN";

  private JmhResultNode() {}

  /**
   * Reads a result.
   *
   * @throws IllegalArgumentException if the object is something else; the message says why
   */
  static JmhResult read(JsonNode node) {
    requireNoPartOfARun(node);
    String benchmark = text(node, "benchmark");
    String mode = text(node, "mode");
    JsonNode metric = node.path("primaryMetric");
    if (!metric.isObject()) {
      throw new IllegalArgumentException("it has no primaryMetric");
    }
    return new JmhResult(
        new CellKey(benchmark, parameters(node.path("params"))),
        mode,
        threads(node.path("threads")),
        text(metric, "scoreUnit"),
        number(metric.path("score")),
        forks(metric),
        jvm(node),
        iterations(node),
        secondaryMetrics(node.path("secondaryMetrics")));
  }

  /** The text that JMH writes in place of a number that is not finite. */
  static String inPlaceOf(String notFinite) {
    if (notFinite.toLowerCase(Locale.ROOT).contains("nan")) {
      return NAN;
    }
    return notFinite.startsWith("-") ? MINUS_INFINITY : INFINITY;
  }

  private static void requireNoPartOfARun(JsonNode node) {
    if (node.has("schemaVersion") && node.has("plan")) {
      throw new IllegalArgumentException("it describes a run; name the run's folder");
    }
    if (node.has("cell") && node.has("round")) {
      throw new IllegalArgumentException("it is from the journal of a run; name the run's folder");
    }
  }

  /** JMH writes texts; of other writers, any value is taken as the text that it is. */
  private static Map<String, String> parameters(JsonNode params) {
    if (!params.isObject() && !isAbsent(params)) {
      throw new IllegalArgumentException("its params are not an object");
    }
    Map<String, String> parameters = new TreeMap<>();
    params
        .properties()
        .forEach(parameter -> parameters.put(parameter.getKey(), text(parameter.getValue())));
    return parameters;
  }

  private static int threads(JsonNode threads) {
    try {
      return isAbsent(threads) ? 1 : Integer.parseInt(text(threads));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "its threads are " + Json.excerpt(text(threads)) + ", not a whole number", e);
    }
  }

  private static Iterations iterations(JsonNode node) {
    return new Iterations(
        Math.max(0, node.path("measurementIterations").asInt()),
        milliseconds(node.path("measurementTime").asText()));
  }

  /** The length of an iteration; 0 if the file does not tell, or for a single shot. */
  private static long milliseconds(String time) {
    try {
      return TimeValue.fromString(time).convertTo(TimeUnit.MILLISECONDS);
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  /** The metrics of each fork, by name. JMH does not record how it aggregates them. */
  private static List<SortedMap<String, SecondaryMetric>> secondaryMetrics(JsonNode metrics) {
    List<SortedMap<String, SecondaryMetric>> byFork = new ArrayList<>();
    for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
      String unit = metric.getValue().path("scoreUnit").asText();
      List<List<Double>> forks = forks(metric.getValue());
      for (int fork = 0; fork < forks.size(); fork++) {
        if (fork == byFork.size()) {
          byFork.add(new TreeMap<>());
        }
        byFork
            .get(fork)
            .put(
                metric.getKey(), new SecondaryMetric(unit, AggregationPolicy.AVG, forks.get(fork)));
      }
    }
    return byFork;
  }

  private static ForkJvm jvm(JsonNode node) {
    List<String> arguments = new ArrayList<>();
    node.path("jvmArgs").forEach(argument -> arguments.add(argument.asText()));
    return new ForkJvm(
        node.path("jvm").asText(),
        node.path("jdkVersion").asText(),
        node.path("vmName").asText(),
        node.path("vmVersion").asText(),
        arguments);
  }

  /** The scores of a metric by fork; none if there is no raw data, or no iteration in it. */
  private static List<List<Double>> forks(JsonNode metric) {
    JsonNode histograms = metric.path("rawDataHistogram");
    List<List<Double>> forks =
        isAbsent(histograms) || (histograms.isArray() && histograms.isEmpty())
            ? forks(metric.path("rawData"), JmhResultNode::number)
            : forks(histograms, JmhResultNode::meanOfSamples);
    return forks.stream().allMatch(List::isEmpty) ? List.of() : forks;
  }

  private static List<List<Double>> forks(
      JsonNode rawData, ToDoubleFunction<JsonNode> scoreOfIteration) {
    List<List<Double>> forks = new ArrayList<>();
    requireArray(rawData.isArray() || isAbsent(rawData));
    for (JsonNode fork : rawData) {
      requireArray(fork.isArray());
      List<Double> scores = new ArrayList<>();
      fork.forEach(iteration -> scores.add(scoreOfIteration.applyAsDouble(iteration)));
      forks.add(scores);
    }
    return forks;
  }

  private static void requireArray(boolean isArray) {
    if (!isArray) {
      throw new IllegalArgumentException("its raw data is not an array of one array per fork");
    }
  }

  private static void requirePair(JsonNode pair) {
    if (!pair.isArray() || pair.size() != 2) {
      throw new IllegalArgumentException("a histogram is not an array of pairs");
    }
  }

  /** A histogram is a list of pairs, a value and how often it was seen. */
  private static double meanOfSamples(JsonNode histogram) {
    requireArray(histogram.isArray());
    double sum = 0;
    double count = 0;
    for (JsonNode pair : histogram) {
      requirePair(pair);
      sum += number(pair.path(0)) * number(pair.path(1));
      count += number(pair.path(1));
    }
    return sum / count;
  }

  private static double number(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (isAbsent(node)) {
      return Double.NaN;
    }
    return switch (text(node)) {
      case "", NAN -> Double.NaN;
      case INFINITY -> Double.POSITIVE_INFINITY;
      case MINUS_INFINITY -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException(Json.excerpt(text(node)) + " is not a number");
    };
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** A value as text; an array or object as the JSON that it is. */
  private static String text(JsonNode node) {
    return node.isValueNode() ? node.asText() : node.toString();
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value.textValue();
  }
}
