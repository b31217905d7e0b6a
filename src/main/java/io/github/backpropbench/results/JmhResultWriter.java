package io.github.backpropbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.AggregationPolicy;

/**
 * Writes measurements in the format of JMH's {@code -rf json}, field for field, so that every tool
 * that reads JMH reads a run. The forks of a cell become one result; forks that failed are left
 * out, and so is a cell of which all forks failed.
 */
public final class JmhResultWriter {
  private static final double[] PERCENTILES = {
    0.0, 50.0, 90.0, 95.0, 99.0, 99.9, 99.99, 99.999, 99.9999, 100.0
  };

  /** Stands for a metric that a fork does not report. */
  private static final SecondaryMetric ABSENT =
      new SecondaryMetric("", AggregationPolicy.AVG, List.of());

  private JmhResultWriter() {}

  /** The content of the file, cells in their order, forks in the order given. */
  public static String format(List<Measurement> measurements) {
    Map<CellKey, List<Measurement>> cells =
        measurements.stream()
            .filter(Measurement::isOk)
            .collect(Collectors.groupingBy(Measurement::cell, TreeMap::new, Collectors.toList()));
    ArrayNode results = Json.MAPPER.createArrayNode();
    cells.forEach((cell, forks) -> results.add(result(cell, forks)));
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static ObjectNode result(CellKey cell, List<Measurement> forks) {
    Measurement first = forks.get(0);
    ObjectNode result = Json.MAPPER.createObjectNode();
    result.put("jmhVersion", first.jmhVersion());
    result.put("benchmark", cell.benchmark());
    result.put("mode", first.mode());
    result.put("threads", first.threads());
    result.put("forks", forks.size());
    result.put("jvm", first.jvm().executable());
    ArrayNode arguments = result.putArray("jvmArgs");
    first.jvm().arguments().forEach(arguments::add);
    result.put("jdkVersion", first.jvm().jdkVersion());
    result.put("vmName", first.jvm().vmName());
    result.put("vmVersion", first.jvm().vmVersion());
    putIterations(result, "warmup", first.iterations().warmup());
    putIterations(result, "measurement", first.iterations().measurement());
    if (!cell.parameters().isEmpty()) {
      ObjectNode parameters = result.putObject("params");
      cell.parameters().forEach(parameters::put);
    }
    ObjectNode primary = result.putObject("primaryMetric");
    putMetric(
        primary,
        AggregationPolicy.AVG,
        first.unit(),
        forks.stream().map(Measurement::scores).toList(),
        0);
    putSecondaryMetrics(result.putObject("secondaryMetrics"), forks);
    return result;
  }

  private static void putIterations(ObjectNode result, String phase, Iterations iterations) {
    result.put(phase + "Iterations", iterations.count());
    result.put(phase + "Time", iterations.time().toString());
    result.put(phase + "BatchSize", 1);
  }

  private static void putSecondaryMetrics(ObjectNode metrics, List<Measurement> forks) {
    SortedSet<String> names = new TreeSet<>();
    forks.forEach(fork -> names.addAll(fork.secondaryMetrics().keySet()));
    int iterations = forks.stream().mapToInt(fork -> fork.scores().size()).sum();
    for (String name : names) {
      List<SecondaryMetric> perFork =
          forks.stream().map(fork -> fork.secondaryMetrics().getOrDefault(name, ABSENT)).toList();
      SecondaryMetric known =
          perFork.stream().filter(metric -> metric != ABSENT).findFirst().orElseThrow();
      List<List<Double>> scores = perFork.stream().map(SecondaryMetric::scores).toList();
      putMetric(metrics.putObject(name), known.aggregation(), known.unit(), scores, iterations);
    }
  }

  /** Writes one metric; the statistics count an iteration without a score as zero, as JMH does. */
  private static void putMetric(
      ObjectNode metric,
      AggregationPolicy aggregation,
      String unit,
      List<List<Double>> forks,
      int iterations) {
    List<Double> all = new ArrayList<>(forks.stream().flatMap(Collection::stream).toList());
    all.addAll(Collections.nCopies(Math.max(0, iterations - all.size()), 0.0));
    Score score = Score.of(aggregation, all);
    metric.set("score", number(score.value()));
    metric.set("scoreError", number(score.error()));
    ArrayNode confidence = metric.putArray("scoreConfidence");
    for (double bound : score.confidence(aggregation)) {
      confidence.add(number(bound));
    }
    ObjectNode percentiles = metric.putObject("scorePercentiles");
    for (double rank : PERCENTILES) {
      percentiles.set(Double.toString(rank), number(score.statistics().getPercentile(rank)));
    }
    metric.put("scoreUnit", unit);
    ArrayNode rawData = metric.putArray("rawData");
    for (List<Double> fork : forks) {
      ArrayNode raw = rawData.addArray();
      fork.forEach(value -> raw.add(number(value)));
    }
  }

  /** JSON has no numbers for these; JMH writes them as texts of its own. */
  private static JsonNode number(double value) {
    if (Double.isNaN(value)) {
      return TextNode.valueOf("NaN");
    }
    if (Double.isInfinite(value)) {
      return TextNode.valueOf(value > 0 ? "+INF" : "-INF");
    }
    return DoubleNode.valueOf(value);
  }
}
