package io.github.backpropbench.backend.vector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread and its helpers, which do a task's parts side by side. There is one team of
 * each size in a JVM, of daemon threads. A run allocates nothing.
 *
 * <p>A helper that has done its part looks out for the next for {@value #PATIENCE_NANOSECONDS} ns:
 * within a training step it is given one every few microseconds, and to wake a thread that sleeps
 * takes longer than that. Then it sleeps, and costs nothing.
 */
final class Team {
  private static final long PATIENCE_NANOSECONDS = 100_000;

  /** How often a thread looks before it asks for the time, or lets others have the processor. */
  private static final int LOOKS = 128;

  private static final Map<Integer, Team> TEAMS = new ConcurrentHashMap<>();

  private final Helper[] helpers;

  private Team(int size) {
    helpers = new Helper[size - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 1);
      helpers[i].start();
    }
  }

  /**
   * The team of that many threads.
   *
   * @param size the calling thread included
   */
  static Team of(int size) {
    return TEAMS.computeIfAbsent(size, Team::new);
  }

  /** What a team does. */
  interface Task {

    /**
     * Does one part, from 0 on; each is done once, part 0 by the calling thread. Parts must not
     * depend on each other.
     */
    void run(int part);
  }

  /** Does all parts of a task, and returns when all are done. */
  synchronized void run(Task task) {
    for (Helper helper : helpers) {
      helper.give(task);
    }
    try {
      task.run(0);
    } finally {
      for (Helper helper : helpers) {
        helper.await();
      }
    }
    for (Helper helper : helpers) {
      helper.throwFailure();
    }
  }

  /** A thread that does one part of each task. */
  private static final class Helper extends Thread {
    private final int part;

    /** What is to be done; null when it is done. Hands over what was written before, both ways. */
    private volatile @Nullable Task task;

    private volatile boolean asleep;

    /** Read by the team's thread only after the task was taken away. */
    private @Nullable Throwable failure;

    Helper(int part) {
      super("vector-team-" + part);
      this.part = part;
      setDaemon(true);
    }

    void give(Task next) {
      task = next;
      if (asleep) {
        LockSupport.unpark(this);
      }
    }

    void await() {
      int looks = 0;
      while (task != null) {
        if (++looks % LOOKS == 0) {
          Thread.yield(); // the helper may need this very processor
        }
        Thread.onSpinWait();
      }
    }

    void throwFailure() {
      Throwable thrown = failure;
      if (thrown != null) {
        failure = null;
        throw new IllegalStateException("a part of a parallel operation failed: " + thrown, thrown);
      }
    }

    @Override
    public void run() {
      while (true) {
        Task next = next();
        try {
          next.run(part);
        } catch (RuntimeException | Error e) {
          failure = e;
        }
        task = null;
      }
    }

    private Task next() {
      long end = System.nanoTime() + PATIENCE_NANOSECONDS;
      int looks = 0;
      while (true) {
        Task next = task;
        if (next != null) {
          return next;
        }
        if (++looks % LOOKS != 0) {
          Thread.onSpinWait();
        } else if (System.nanoTime() - end > 0) {
          sleep();
        }
      }
    }

    /** Until there is a task. Whoever gives one sees that this sleeps, or this sees the task. */
    private void sleep() {
      asleep = true;
      while (task == null) {
        LockSupport.park(this);
      }
      asleep = false;
    }
  }
}
