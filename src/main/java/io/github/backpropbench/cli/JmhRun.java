package io.github.backpropbench.cli;

import io.github.backpropbench.harness.JmhLock;
import io.github.backpropbench.harness.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.util.UnCloseablePrintStream;
import org.openjdk.jmh.util.Utils;

/**
 * JMH's command line, with checks that JMH lacks: that its forks can start, before it measures;
 * that it measured anything, and that all of it is written, afterwards.
 */
final class JmhRun {
  private final JmhOptions options;
  private final PrintWriter err;

  private JmhRun(JmhOptions options, PrintWriter err) {
    this.options = options;
    this.err = err;
  }

  /**
   * Answers a question about JMH, or measures, and returns the exit status.
   *
   * @throws UserException if nothing can be measured, or not all that was measured can be written
   */
  static int execute(PrintWriter err, String... arguments)
      throws IOException, CommandLineOptionException {
    JmhOptions options = new JmhOptions(arguments);
    if (options.isQuestion()) {
      org.openjdk.jmh.Main.main(arguments);
      return ExitStatus.DONE;
    }
    JmhRun run = new JmhRun(options, err);
    UserException.throwIf(TemporaryFolder.refusal());
    run.chooseJvmArguments();
    run.requireResultFile();
    return run.measure();
  }

  /** Forks in this JVM get its arguments; those in another one only what it understands. */
  private void chooseJvmArguments() {
    if (!options.getJvm().hasValue()) {
      return;
    }
    ForeignJvm jvm = new ForeignJvm(options.getJvm().get());
    if (options.getJvmArgs().hasValue()) {
      jvm.missing(options.jvmArguments(options.getJvmArgs().get()));
      return; // -jvmArgs is all that forks get, here as in this JVM
    }
    List<String> arguments = new ArrayList<>(JvmArguments.ofThisJvm());
    arguments.removeAll(JvmArguments.needed());
    arguments.addAll(jvm.missing(options.jvmArguments(arguments)));
    options.setJvmArguments(arguments);
  }

  /** As JMH does, leaves an empty file until there are results. */
  private void requireResultFile() {
    if (options.resultFile() == null) {
      return;
    }
    File file = new File(options.resultFile());
    try {
      if (file.isDirectory()) {
        throw new IOException("it is a folder");
      }
      if (!file.createNewFile() && !file.canWrite()) {
        throw new IOException("permission denied");
      }
    } catch (IOException e) {
      throw new UserException(
          "the file of results, " + file + ", cannot be written: " + e.getMessage());
    }
  }

  private int measure() throws IOException {
    if (!options.getOutput().hasValue()) {
      return measure(new UnCloseablePrintStream(System.out, Utils.guessConsoleEncoding()));
    }
    String file = options.getOutput().get();
    try (CheckedOutput output = open(file)) {
      int status = measure(new UnCloseablePrintStream(output, Charset.defaultCharset()));
      UserException.throwIf(output.loss().map(reason -> file + " cannot be written: " + reason));
      return status;
    }
  }

  private static CheckedOutput open(String file) {
    try {
      return new CheckedOutput(new FileOutputStream(file));
    } catch (IOException e) {
      throw new UserException("the file for JMH's output cannot be written: " + e.getMessage());
    }
  }

  private int measure(PrintStream out) {
    Collection<RunResult> results;
    try {
      results =
          new Runner(
                  options,
                  OutputFormatFactory.createFormatInstance(
                      out, options.verbosity().orElse(Defaults.VERBOSITY)))
              .run();
    } catch (RunnerException e) {
      return no(reason(e));
    } catch (RuntimeException e) {
      throw options.getJvm().hasValue() ? new ForeignJvm(options.getJvm().get()).refusal(e) : e;
    }
    write(results, out);
    return results.isEmpty() ? no("all benchmarks failed; JMH's output says why") : ExitStatus.DONE;
  }

  private void write(Collection<RunResult> results, PrintStream log) {
    String file = options.resultFile();
    if (file == null) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream print = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(options.resultFormat(), print).writeOut(results);
    }
    try (OutputStream out = new FileOutputStream(file)) {
      bytes.writeTo(out);
    } catch (IOException e) {
      throw new UserException("the results cannot be written to " + file + ": " + e.getMessage());
    }
    log.println();
    log.println("Benchmark result is saved to " + file);
    log.flush();
  }

  private int no(String reason) {
    err.println(RootCommand.NAME + ": " + reason);
    return ExitStatus.NO;
  }

  private String reason(RunnerException failure) {
    if (failure instanceof NoBenchmarksException) {
      String patterns = String.join(" ", options.getIncludes());
      return "no benchmark matches '" + patterns + "' (-l lists them)";
    }
    if (JmhLock.isTaken(failure)) {
      return "another program is measuring with JMH on this machine; wait until it has ended";
    }
    if (failure.getCause() instanceof BenchmarkException) {
      return "a benchmark failed, and -foe asks to stop there; JMH's output says why";
    }
    String message = Failures.reason(failure);
    return failure instanceof ProfilersFailedException
        ? "a profiler cannot be used: " + message + " (-lprof lists them)"
        : message;
  }
}
