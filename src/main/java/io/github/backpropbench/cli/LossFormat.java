package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.results.LossFile;
import java.util.List;

/** The formats that {@code train} prints. They do not depend on the locale. */
enum LossFormat implements Labelled {
  /** For people: the losses at some steps. */
  TEXT {
    @Override
    String formatAll(List<FinishedTraining> trainings) {
      return LossTable.format(trainings);
    }
  },
  /** For programs: every loss and the trained parameters of one training. */
  JSON {
    @Override
    String formatAll(List<FinishedTraining> trainings) {
      return TrainingJson.format(trainings.get(0));
    }
  },
  /** For spreadsheets: every loss, in the format of a run's {@code losses.csv}. */
  CSV {
    @Override
    String formatAll(List<FinishedTraining> trainings) {
      return LossFile.format(trainings.stream().map(FinishedTraining::curve).toList());
    }
  };

  /** Formats several trainings of one problem; only the first in {@link #JSON}. */
  abstract String formatAll(List<FinishedTraining> trainings);

  String format(FinishedTraining training) {
    return formatAll(List.of(training));
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  static LossFormat parse(String label) {
    return Labelled.parse(LossFormat.class, "format", label);
  }
}
