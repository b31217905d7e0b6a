package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.results.LossFile;
import java.util.List;
import java.util.function.Function;

/** The formats in which {@code train} prints trainings. They do not depend on the locale. */
enum LossFormat implements Labelled {
  /** For people: the losses at some steps. */
  TEXT(LossTable::format),
  /** For programs: every loss and the trained parameters of one training, the first. */
  JSON(trainings -> TrainingJson.format(trainings.get(0))),
  /** For spreadsheets: every loss, in the format of a run's {@code losses.csv}. */
  CSV(trainings -> LossFile.format(trainings.stream().map(FinishedTraining::curve).toList()));

  private final Function<List<FinishedTraining>, String> formatter;

  LossFormat(Function<List<FinishedTraining>, String> formatter) {
    this.formatter = formatter;
  }

  /** Formats trainings of one problem that have the same number of steps. */
  String format(List<FinishedTraining> trainings) {
    return formatter.apply(trainings);
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
