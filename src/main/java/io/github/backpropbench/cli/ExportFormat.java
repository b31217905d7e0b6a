package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.export.CellCsv;
import io.github.backpropbench.report.export.ForkCsv;
import io.github.backpropbench.results.JmhResultWriter;
import io.github.backpropbench.results.RunResults;
import java.util.Locale;

/** What {@code export} writes. Each is the same in every locale. */
enum ExportFormat implements Labelled {
  /** One row per fork, failed ones included. */
  CSV {
    @Override
    String format(String run, RunResults results) {
      return ForkCsv.of(run, results);
    }
  },
  /** One row per cell, with what the report says about it: a run's {@code cells.csv}. */
  CELLS {
    @Override
    String format(String run, RunResults results) {
      return CellCsv.of(RunAnalysis.of(results));
    }
  },
  /** As JMH's {@code -rf json} writes it: one result per cell. */
  JMH_JSON {
    @Override
    String format(String run, RunResults results) {
      return JmhResultWriter.format(results.measurements());
    }
  };

  /**
   * @param run what the run is called
   */
  abstract String format(String run, RunResults results);

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  static ExportFormat parse(String label) {
    return Labelled.parse(ExportFormat.class, "format", label);
  }
}
