package io.github.backpropbench.backend.vector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread and its worker threads, which run the parts of a task in parallel. The JVM has
 * one pool of each size; its workers are daemon threads. A run allocates nothing.
 *
 * <p>A worker that has finished its part spins for {@value #SPIN_NANOSECONDS} ns before it sleeps:
 * within a training step the next part comes every few microseconds, and waking a sleeping thread
 * takes longer than that.
 */
final class WorkerPool {
  private static final long SPIN_NANOSECONDS = 100_000;

  /** How often a thread checks for work before it reads the clock or yields the processor. */
  private static final int CHECKS = 128;

  private static final Map<Integer, WorkerPool> POOLS = new ConcurrentHashMap<>();

  private final Worker[] workers;

  private WorkerPool(int size) {
    workers = new Worker[size - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /**
   * The pool of this size.
   *
   * @param size the number of threads, including the calling one
   */
  static WorkerPool of(int size) {
    return POOLS.computeIfAbsent(size, WorkerPool::new);
  }

  /** Work in as many parts as the pool has threads. */
  interface Task {

    /**
     * Runs one part. Each part, numbered from 0, is run once; the calling thread runs part 0. Parts
     * must not depend on each other.
     */
    void run(int part);
  }

  /**
   * Runs all parts of a task and returns when all have finished.
   *
   * @throws IllegalStateException if a part failed on a worker thread; a failure of part 0 is
   *     thrown as it is
   */
  synchronized void run(Task task) {
    for (Worker worker : workers) {
      worker.give(task);
    }
    try {
      task.run(0);
    } finally {
      for (Worker worker : workers) {
        worker.await();
      }
    }
    for (Worker worker : workers) {
      worker.throwFailure();
    }
  }

  /** A thread that runs one part of each task. */
  private static final class Worker extends Thread {
    private final int part;

    /** The task to run; null once it has run. Publishes earlier writes in both directions. */
    private volatile @Nullable Task task;

    private volatile boolean asleep;

    /** Read by the calling thread only after {@link #task} is null again. */
    private @Nullable Throwable failure;

    Worker(int part) {
      super("vector-worker-" + part);
      this.part = part;
      setDaemon(true);
    }

    void give(Task next) {
      failure = null; // of the task before
      task = next;
      if (asleep) {
        LockSupport.unpark(this);
      }
    }

    void await() {
      int checks = 0;
      while (task != null) {
        if (++checks % CHECKS == 0) {
          Thread.yield(); // the worker may be waiting for this processor
        }
        Thread.onSpinWait();
      }
    }

    void throwFailure() {
      Throwable thrown = failure;
      if (thrown != null) {
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
      long end = System.nanoTime() + SPIN_NANOSECONDS;
      int checks = 0;
      while (true) {
        Task next = task;
        if (next != null) {
          return next;
        }
        if (++checks % CHECKS != 0) {
          Thread.onSpinWait();
        } else if (System.nanoTime() - end > 0) {
          sleep();
        }
      }
    }

    /**
     * Sleeps until there is a task. None is missed: either {@link #give} sees that this thread is
     * asleep, or this thread sees the task.
     */
    private void sleep() {
      asleep = true;
      while (task == null) {
        LockSupport.park(this);
      }
      asleep = false;
    }
  }
}
