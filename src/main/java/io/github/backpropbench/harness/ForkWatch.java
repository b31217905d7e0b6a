package io.github.backpropbench.harness;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills a fork that hangs. JMH waits for its forks for ever. */
final class ForkWatch implements AutoCloseable {
  private final ScheduledExecutorService timer;

  private ForkWatch(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  static ForkWatch start(Duration limit) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "fork-watch");
              thread.setDaemon(true);
              return thread;
            });
    var ignored = timer.schedule(ForkWatch::killForks, limit.toMillis(), TimeUnit.MILLISECONDS);
    return new ForkWatch(timer);
  }

  /** Kills all JVMs that this one has started. */
  static void killForks() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
