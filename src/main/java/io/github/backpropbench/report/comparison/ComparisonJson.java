package io.github.backpropbench.report.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.comparison.CellFlags;
import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.GroupMean;
import io.github.backpropbench.comparison.Comparison.Uncompared;
import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.comparison.Gate;
import io.github.backpropbench.comparison.Gate.OfMetric;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.comparison.SubjectResult;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.statistics.Ratio;
import java.util.Collection;
import java.util.Locale;

/**
 * A comparison for programs; {@code src/docs/statistics.md} describes the fields. A missing number,
 * such as the interval of a single fork, is null.
 */
public final class ComparisonJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ComparisonJson() {}

  /** The JSON, indented, with a newline at the end. */
  public static String of(Gate gate) {
    Comparison comparison = gate.scores();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("old", comparison.baseline());
    json.put("new", comparison.candidate());
    json.put("outcome", name(gate.outcome()));
    json.put("threshold", comparison.settings().threshold());
    addAll(json.putArray("environmentDifferences"), comparison.environmentDifferences());
    putCells(json, comparison, VerdictText.TIME);
    ArrayNode groups = json.putArray("groups");
    comparison.groups().forEach(group -> groups.add(group(group)));
    putUncompared(json, comparison.uncompared());
    ArrayNode metrics = json.putArray("metrics");
    gate.metrics().forEach(metric -> metrics.add(metric(metric)));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static ObjectNode metric(OfMetric metric) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("name", metric.name());
    json.put("counts", metric.counts());
    putCells(json, metric.comparison(), VerdictText.of(metric.isTime()));
    putUncompared(json, metric.comparison().uncompared());
    return json;
  }

  private static void putCells(ObjectNode json, Comparison comparison, VerdictText verdicts) {
    ObjectNode runs = json.putObject("common");
    runs.put("isKnown", comparison.runs().isKnown());
    put(runs, "timeRatio", Math.exp(comparison.runs().shift()));
    put(runs, "margin", comparison.runs().margin());
    put(json, "resolution", comparison.resolution());
    ArrayNode cells = json.putArray("cells");
    comparison.cells().forEach(cell -> cells.add(cell(cell, verdicts)));
  }

  private static ObjectNode cell(JudgedSubject cell, VerdictText verdicts) {
    ObjectNode json = key(cell.subject().cell());
    json.put("mode", cell.subject().mode());
    json.put("threads", cell.subject().threads());
    json.put("unit", cell.unit());
    json.put("better", better(cell.direction()));
    json.set("old", side(cell.baseline(), cell.baselineScore()));
    json.set("new", side(cell.candidate(), cell.candidateScore()));
    json.set("ratio", cell.isFromOrToNone() ? NullNode.getInstance() : ratio(cell.ratio()));
    json.set("judged", cell.isFromOrToNone() ? NullNode.getInstance() : ratio(cell.judged()));
    json.put("verdict", verdicts.of(cell.verdict()));
    json.put("isRegression", cell.isRegression());
    put(json, "hint", cell.hint().map(Ratio::value).orElse(Double.NaN));
    return json;
  }

  private static ObjectNode side(SubjectResult result, double score) {
    ObjectNode json = MAPPER.createObjectNode();
    put(json, "score", score);
    json.put("forks", result.scores().size());
    CellFlags flags = result.flags();
    addAll(json.putArray("flags"), flags.words());
    return json;
  }

  private static ObjectNode group(GroupMean group) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("benchmark", group.benchmark());
    json.put("mode", group.mode());
    json.put("better", better(group.direction()));
    json.put("cells", group.cells());
    json.set("ratio", ratio(group.ratio()));
    json.set("judged", ratio(group.judged()));
    return json;
  }

  private static void putUncompared(ObjectNode json, Uncompared uncompared) {
    ArrayNode broken = json.putArray("broken");
    uncompared.broken().forEach((cell, why) -> broken.add(key(cell).put("reason", why)));
    ArrayNode refused = json.putArray("refused");
    uncompared.refused().forEach((cell, why) -> refused.add(key(cell).put("reason", why)));
    ArrayNode onlyOld = json.putArray("onlyOld");
    uncompared.onlyBaseline().forEach(cell -> onlyOld.add(key(cell)));
    ArrayNode onlyNew = json.putArray("onlyNew");
    uncompared.onlyCandidate().forEach(cell -> onlyNew.add(key(cell)));
  }

  private static ObjectNode key(CellKey cell) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("benchmark", cell.benchmark());
    ObjectNode parameters = json.putObject("params");
    cell.parameters().forEach(parameters::put);
    return json;
  }

  private static ObjectNode ratio(Ratio ratio) {
    ObjectNode json = MAPPER.createObjectNode();
    put(json, "value", ratio.value());
    put(json, "low", ratio.hasInterval() ? ratio.low() : Double.NaN);
    put(json, "high", ratio.hasInterval() ? ratio.high() : Double.NaN);
    put(json, "pValue", ratio.pValue());
    return json;
  }

  private static void put(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }

  private static void addAll(ArrayNode json, Collection<String> texts) {
    texts.forEach(json::add);
  }

  private static String better(Direction direction) {
    return direction == Direction.SMALLER_IS_BETTER ? "smaller" : "larger";
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
