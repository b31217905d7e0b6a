package io.github.backpropbench.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.Allocation;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.Roofline;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.Shortlist;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.section.LeaderPhrases;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The cells of the main benchmark and their comparisons, by network and method, then by batch. */
record NetworkData(RunAnalysis analysis, Roofline roofline, FactorLevels factors) {
  NetworkData(RunAnalysis analysis, FactorLevels factors) {
    this(analysis, Roofline.of(analysis.run()), factors);
  }

  void putInto(ArrayNode json) {
    Map<Group, ArrayNode> rowsOf = new LinkedHashMap<>();
    for (GridRow row : analysis.grid().rows()) {
      ArrayNode rows = rowsOf.get(row.group());
      if (rows == null) {
        ObjectNode network = json.addObject().put("label", row.group().label());
        network.put("principal", row.principal());
        factors.levels(row.group()).forEach(network.putArray("factors")::add);
        putBest(network, row.group());
        rows = network.putArray("rows");
        rowsOf.put(row.group(), rows);
      }
      put(rows.addObject(), row);
    }
  }

  /** The backends that the charts show at first, by their places, unless they show all. */
  private void putBest(ObjectNode json, Group network) {
    List<String> backends = analysis.run().backends().names();
    List<GridRow> rows = analysis.grid().where(row -> row.group().equals(network)).rows();
    List<String> shown = Shortlist.shown(analysis.run(), backends, rows);
    if (shown.size() < backends.size()) {
      shown.stream().map(backends::indexOf).forEach(json.putArray("best")::add);
    }
  }

  private void put(ObjectNode json, GridRow row) {
    json.put("level", Labels.of(row.level()));
    OptionalInt batch = row.batch();
    Numbers.put(json, "x", batch.isPresent() ? batch.getAsInt() : Double.NaN);
    if (analysis.leaders(row).measured() > 0) {
      json.put("words", LeaderPhrases.headline(analysis, row));
      json.put("decided", analysis.leaders(row).isDecided());
    }
    List<String> backends = analysis.run().backends().names();
    ArrayNode cells = json.putArray("cells");
    ArrayNode ratios = json.putArray("ratios");
    for (int i = 0; i < backends.size(); i++) {
      String backend = backends.get(i);
      Optional<CellKey> cell = row.cell(backend);
      Optional<OperationTime> time = cell.flatMap(analysis.run()::time);
      if (time.isPresent()) {
        put(cells.addObject(), cell.get(), time.get(), batch.orElse(1));
      } else if (cell.filter(analysis.run()::hasFailed).isPresent()) {
        cells.addObject().put("failed", true);
      } else {
        cells.addNull();
      }
      ArrayNode against = ratios.addArray();
      // Each pair once: a script inverts the ratio where it needs the other direction.
      backends.subList(0, i).forEach(reference -> addRatio(against, row, backend, reference));
    }
  }

  /** A cell: its time in nanoseconds and its rate per second, with the 95 % interval. */
  private void put(ObjectNode json, CellKey cell, OperationTime time, int samples) {
    MeasuredRun run = analysis.run();
    double rate = time.perSecond(samples);
    double error = time.relativeError();
    json.put("time", time.nanoseconds());
    json.put("timeText", Figures.time(time.nanoseconds()));
    json.put("errorText", time.errorText());
    Numbers.put(json, "value", rate);
    Numbers.put(json, "low", rate / (1 + error));
    Numbers.put(json, "high", rate * (1 + error));
    json.put("text", Figures.rate(rate));
    json.put("forks", run.forksOf(cell).size());
    if (analysis.main() == BenchmarkKind.TRAINING_STEP) {
      Allocation.of(run, cell).ifPresent(allocation -> put(json, allocation));
      roofline.share(cell).ifPresent(share -> putShare(json, share));
    }
  }

  /** The allocation and the ends of JMH's interval, which may lie below 0. */
  private static void put(ObjectNode json, Allocation allocation) {
    double bytes = allocation.bytes();
    Numbers.addAll(
        json.putArray("bytes"),
        List.of(bytes, bytes - allocation.error(), bytes + allocation.error()));
    json.put("bytesText", allocation.text());
  }

  /** The share of the machine's peak; its relative interval is that of the rate. */
  private static void putShare(ObjectNode json, double share) {
    Numbers.put(json, "share", share);
    json.put("shareText", Figures.percent(share));
  }

  private void addRatio(ArrayNode against, GridRow row, String backend, String reference) {
    Optional<CellKey> cell = row.cell(backend);
    Optional<CellKey> other = row.cell(reference);
    if (cell.isEmpty() || other.isEmpty()) {
      against.addNull();
      return;
    }
    analysis
        .comparisons()
        .of(Factor.BACKEND, cell.get(), other.get())
        .ifPresentOrElse(contrast -> against.add(Numbers.of(contrast)), against::addNull);
  }
}
