package io.github.backpropbench.cli;

import io.github.backpropbench.report.render.TextRenderer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows the progress of a training by a bar on an interactive terminal, and nothing elsewhere. */
final class TrainingProgress implements AutoCloseable {
  private final @Nullable ProgressBar bar;

  private TrainingProgress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  static TrainingProgress on(Terminal terminal, int steps) {
    return new TrainingProgress(
        terminal.interactive()
            ? new ProgressBarBuilder()
                .setTaskName("Training")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, TextRenderer.COLUMNS))
                .build()
            : null);
  }

  /** Shows the number of steps so far. */
  void stepped(int steps) {
    if (bar != null) {
      bar.stepTo(steps);
    }
  }

  /** Shows how good the network is now. */
  void evaluated(DataEvaluations.Entry entry) {
    if (bar != null) {
      double accuracy = entry.test().accuracy();
      bar.setExtraMessage(
          Double.isNaN(accuracy)
              ? " test loss " + LossTable.number(entry.test().loss())
              : " test accuracy " + EvaluationTable.percent(accuracy));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
