package io.github.backpropbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Reads files in the format of JMH's {@code -rf json}, of any benchmark and any version of JMH. One
 * result is in memory at a time, so a file may be large.
 */
public final class JmhResultReader {
  private static final ObjectReader NODES = Json.MAPPER.readerFor(JsonNode.class);

  private JmhResultReader() {}

  /**
   * All results of a file, in its order.
   *
   * @throws InvalidResultsException if it cannot be read or is not such a file; the message names
   *     the line
   */
  public static List<JmhResult> read(Path file) throws InvalidResultsException {
    List<JmhResult> results = new ArrayList<>();
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file));
        MappingIterator<JsonNode> nodes = NODES.readValues(stream)) {
      while (nodes.hasNextValue()) {
        int line = nodes.getCurrentLocation().getLineNr();
        try {
          results.add(result(nodes.nextValue()));
        } catch (IllegalArgumentException e) {
          throw new InvalidResultsException(
              file + ", line " + line + ", is not a result of JMH: " + e.getMessage(), e);
        }
      }
    } catch (InvalidResultsException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new InvalidResultsException(
          file + ", line " + e.getLocation().getLineNr() + ", is not JSON: " + Json.reason(e), e);
    } catch (IOException e) {
      throw new InvalidResultsException(file + " cannot be read: " + IoReason.of(e), e);
    }
    if (results.isEmpty()) {
      throw new InvalidResultsException(file + " holds no results");
    }
    return results;
  }

  private static JmhResult result(JsonNode node) {
    JsonNode metric = node.path("primaryMetric");
    Map<String, String> parameters = new TreeMap<>();
    node.path("params")
        .properties()
        .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue().asText()));
    return new JmhResult(
        new CellKey(text(node, "benchmark"), parameters),
        text(node, "mode"),
        node.path("threads").asInt(1),
        text(metric, "scoreUnit"),
        number(metric.path("score")),
        metric.has("rawDataHistogram")
            ? forks(metric.path("rawDataHistogram"), JmhResultReader::meanOfSamples)
            : forks(metric.path("rawData"), JmhResultReader::number),
        jvm(node),
        iterations(node),
        secondaryMetrics(node.path("secondaryMetrics")));
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
      List<List<Double>> forks = forks(metric.getValue().path("rawData"), JmhResultReader::number);
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

  private static List<List<Double>> forks(
      JsonNode rawData, ToDoubleFunction<JsonNode> scoreOfIteration) {
    List<List<Double>> forks = new ArrayList<>();
    for (JsonNode fork : rawData) {
      List<Double> scores = new ArrayList<>();
      fork.forEach(iteration -> scores.add(scoreOfIteration.applyAsDouble(iteration)));
      forks.add(scores);
    }
    return forks;
  }

  /** A histogram is a list of pairs, a value and how often it was seen. */
  private static double meanOfSamples(JsonNode histogram) {
    double sum = 0;
    double count = 0;
    for (JsonNode pair : histogram) {
      sum += number(pair.path(0)) * number(pair.path(1));
      count += number(pair.path(1));
    }
    return sum / count;
  }

  private static double number(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return switch (node.asText()) {
      case "", "NaN" -> Double.NaN;
      case "+INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException("'" + node.asText() + "' is not a number");
    };
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value.textValue();
  }
}
