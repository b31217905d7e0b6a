package io.github.backpropbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes a file in JMH's JSON, as another project's benchmarks would have left it. */
final class JmhFile {
  private final ArrayNode results = new JsonMapper().createArrayNode();

  /** Adds a result of three iterations per fork, close to the fork's score. */
  JmhFile add(
      String benchmark, Map<String, String> parameters, String mode, String unit, double... forks) {
    ObjectNode result = results.addObject();
    result.put("jmhVersion", "1.37").put("benchmark", benchmark).put("mode", mode);
    result.put("threads", 1).put("forks", forks.length);
    result.put("jvm", "/usr/bin/java").put("jdkVersion", "21.0.4");
    result.put("vmName", "OpenJDK 64-Bit Server VM").put("vmVersion", "21.0.4+7");
    result.putArray("jvmArgs").add("-Xmx1g");
    result.put("measurementIterations", 3).put("measurementTime", "1 s");
    ObjectNode params = result.putObject("params");
    parameters.forEach(params::put);
    ObjectNode metric = result.putObject("primaryMetric");
    metric.put("score", forks[0]).put("scoreError", "NaN").put("scoreUnit", unit);
    ArrayNode raw = metric.putArray("rawData");
    for (double fork : forks) {
      raw.addArray().add(fork * 1.001).add(fork).add(fork * 0.999);
    }
    result.putObject("secondaryMetrics");
    return this;
  }

  /** Leaves the last result its score alone. */
  JmhFile withoutRawData() {
    ((ObjectNode) last().get("primaryMetric")).remove("rawData");
    return this;
  }

  /** The number of threads that measured the last result. */
  JmhFile withThreads(int threads) {
    last().put("threads", threads);
    return this;
  }

  /** Another flag of the last result's JVM. */
  JmhFile withFlag(String flag) {
    last().withArray("jvmArgs").add(flag);
    return this;
  }

  /** Another metric of the last result. */
  JmhFile withMetric(String name, String unit, double score) {
    ObjectNode metric = ((ObjectNode) last().get("secondaryMetrics")).putObject(name);
    metric.put("score", score).put("scoreUnit", unit);
    ArrayNode raw = metric.putArray("rawData");
    for (int i = 0; i < last().path("forks").asInt(); i++) {
      raw.addArray().add(score * 1.001).add(score).add(score * 0.999);
    }
    return this;
  }

  /** Another metric of the last result, with the same iterations in all forks. */
  JmhFile withMetric(String name, String unit, Object... iterations) {
    withMetric(name, unit, 1);
    ArrayNode raw = (ArrayNode) last().at("/secondaryMetrics/" + name + "/rawData");
    for (int fork = 0; fork < raw.size(); fork++) {
      raw.set(fork, new JsonMapper().valueToTree(iterations));
    }
    return this;
  }

  private ObjectNode last() {
    return (ObjectNode) results.get(results.size() - 1);
  }

  /** Writes what was added. */
  Path write(Path file) throws IOException {
    Files.writeString(file, results.toPrettyString());
    return file;
  }
}
