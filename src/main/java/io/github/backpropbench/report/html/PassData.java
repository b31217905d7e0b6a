package io.github.backpropbench.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.section.PassSection;
import io.github.backpropbench.results.CellKey;
import java.util.Optional;

/** The passes as shares of a training step, by network and batch. */
record PassData(RunAnalysis analysis, FactorLevels factors) {
  void putInto(ArrayNode json) {
    MeasuredRun run = analysis.run();
    for (GridRow row : PassSection.grid(run).rows()) {
      ObjectNode one = json.addObject();
      factors.levels(row.group()).forEach(one.putArray("factors")::add);
      one.put("label", factors.method(row.group()));
      one.put("level", Labels.of(row.level()));
      ArrayNode cells = one.putArray("cells");
      for (String backend : run.backends().names()) {
        Optional<CellKey> network = row.cell(backend);
        Optional<OperationTime> step = network.flatMap(cell -> run.time(PassSection.step(cell)));
        if (step.isEmpty()) {
          cells.addNull();
        } else {
          ObjectNode shares = cells.addObject();
          shares.put("step", Figures.time(step.get().nanoseconds()));
          put(shares, "forward", network.get(), BenchmarkKind.FORWARD, step.get());
          put(shares, "backward", network.get(), BenchmarkKind.BACKWARD, step.get());
        }
      }
    }
  }

  private void put(
      ObjectNode json, String field, CellKey network, BenchmarkKind pass, OperationTime step) {
    analysis
        .run()
        .time(PassSection.of(network, pass))
        .ifPresent(
            time -> {
              double share = time.nanoseconds() / step.nanoseconds();
              ObjectNode one = json.putObject(field).put("value", share);
              one.put("text", Figures.time(time.nanoseconds()) + ", " + Figures.percent(share));
            });
  }
}
