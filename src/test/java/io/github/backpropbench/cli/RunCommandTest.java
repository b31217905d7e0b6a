package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.JmhResultReader;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with real forks, as few as possible. */
class RunCommandTest {
  private static final List<String> FILES =
      List.of(
          RunFolder.RUN,
          RunFolder.JOURNAL,
          RunFolder.JMH_RESULT,
          RunFolder.LOSSES,
          RunFolder.CELLS,
          RunFolder.REPORT,
          RunFolder.PAGE);

  @TempDir Path temporary;

  @Test
  @Tag("slow")
  void aRunThatWasCutOffGoesOnAndEndsAsIfItHadNotBeen() throws IOException {
    Path folder = temporary.resolve("run");
    Program first = run(folder, "--backends=ejml", "--batches=1,8", "--rounds=1", "--seed=5");
    assertThat(first.status()).isEqualTo(ExitStatus.DONE);
    assertThat(first.out()).contains("2 cells", "seed 5", folder.toString());
    assertThat(first.out().lines()).allMatch(line -> line.length() <= 100);
    Map<String, String> whole = contents(folder);
    assertThat(measurements(folder)).hasSize(2).allMatch(Measurement::isOk);
    assertThat(JmhResultReader.read(folder.resolve(RunFolder.JMH_RESULT))).hasSize(2);

    // As a crash in the second fork would leave it: a torn line, and none of the last files.
    String journal = whole.getOrDefault(RunFolder.JOURNAL, "");
    int line = journal.indexOf('\n') + 1;
    Files.writeString(folder.resolve(RunFolder.JOURNAL), journal.substring(0, line + 40));
    for (String name :
        List.of(RunFolder.JMH_RESULT, RunFolder.LOSSES, RunFolder.REPORT, RunFolder.PAGE)) {
      Files.delete(folder.resolve(name));
    }
    Program second = Program.run("run", "--resume", folder.toString());
    assertThat(second.status()).isEqualTo(ExitStatus.DONE);
    assertThat(second.out()).contains("1 fork already done");
    Map<String, String> resumed = contents(folder);
    assertThat(resumed.get(RunFolder.JOURNAL)).startsWith(journal.substring(0, line));
    assertThat(resumed.get(RunFolder.RUN)).isEqualTo(whole.get(RunFolder.RUN));
    assertThat(resumed.get(RunFolder.LOSSES)).isEqualTo(whole.get(RunFolder.LOSSES));
    assertThat(cells(folder)).hasSize(2).doesNotHaveDuplicates();
    assertThat(JmhResultReader.read(folder.resolve(RunFolder.JMH_RESULT))).hasSize(2);

    Program third = Program.run("run", "--resume", folder.toString());
    assertThat(third.status()).isEqualTo(ExitStatus.DONE);
    assertThat(third.out()).contains("2 forks already done, which is all of them");
    assertThat(contents(folder)).isEqualTo(resumed);

    // As a full disk, something is in the way of a file.
    Path inTheWay = folder.resolve(RunFolder.REPORT);
    Files.delete(inTheWay);
    Files.createDirectories(inTheWay.resolve("not empty"));
    Program fourth = Program.run("run", "--resume", folder.toString());
    assertThat(fourth.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(fourth.err())
        .contains(inTheWay + " cannot be written", "the finished forks are kept")
        .contains("run --resume " + folder + " continues from there");
  }

  @Test
  void withoutAFolderForTemporaryFilesNothingIsBegun() throws IOException, InterruptedException {
    Path folder = temporary.resolve("run");
    Program program =
        ProgramProcess.startWith(
                "-Djava.io.tmpdir=" + temporary.resolve("none"), "run", "--out=" + folder)
            .end();
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err())
        .contains("backprop-bench run: the folder for temporary files, " + temporary);
    assertThat(folder).doesNotExist();
  }

  @Test
  @Tag("slow")
  void eachBackendIsMeasuredOnTheThreadsThatItCanUse() throws IOException {
    Path folder = temporary.resolve("run");
    Program program =
        run(folder, "--backends=arrays,ejml", "--threads=1,2", "--batches=1", "--rounds=1");
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    assertThat(program.err()).contains("Not measured: the backend 'arrays' cannot use 2 threads");
    assertThat(program.out()).contains("--threads 1,2", "2 threads: 3-2-1 f32, manual sgd, bias");
    assertThat(measurements(folder))
        .allMatch(Measurement::isOk)
        .extracting(Measurement::cell)
        .extracting(cell -> cell.backend() + cell.value(Factor.THREADS))
        .containsExactlyInAnyOrder("arrays1", "ejml1", "ejml2");
  }

  @Test
  @Tag("slow")
  void anEngineIsMeasuredWhereItDoesNotRefuse() throws IOException {
    Path folder = temporary.resolve("run");
    Program program =
        run(folder, "--backends=ojalgo-ann", "--optimizers=sgd,adam", "--batches=8", "--rounds=1");
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    assertThat(program.err()).contains("Not measured: ojalgo-ann: it has no Adam");
    assertThat(measurements(folder))
        .allMatch(Measurement::isOk)
        .extracting(fork -> fork.cell().value(Factor.GRADIENT))
        .containsExactly("engine");
  }

  @Test
  @Tag("slow")
  void aCalibratedRunMeasuresTheMachineToo() throws IOException {
    Path folder = temporary.resolve("run");
    Program program = run(folder, "--backends=arrays", "--batches=1", "--rounds=1", "--calibrate");
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    assertThat(measurements(folder))
        .allMatch(Measurement::isOk)
        .extracting(fork -> fork.cell().shortBenchmark() + fork.cell().value(Factor.PRECISION))
        .containsExactlyInAnyOrder(
            "TrainingStepBenchmark.stepf32",
            // Two arms at three batches.
            "CalibrationBenchmark.stepf32",
            "CalibrationBenchmark.stepf32",
            "CalibrationBenchmark.stepf32",
            "CalibrationBenchmark.stepf32",
            "CalibrationBenchmark.stepf32",
            "CalibrationBenchmark.stepf32",
            "PeakBenchmark.multiplyAddf32",
            "PeakBenchmark.multiplyAddf64",
            "BandwidthBenchmark.triad");
    assertThat(program.out().replaceAll("\\s+", " "))
        .contains("How close to the machine's limits")
        .containsPattern(
            "[\\d.]+ GFLOP/s in f32, [\\d.]+ GFLOP/s in f64 and [\\d.]+ GB/s to and from")
        .doesNotContain("Other benchmarks");
  }

  @Test
  @Tag("slow")
  void withoutTheVectorApiACalibratedRunLeavesTheMachinesLimitsOut()
      throws IOException, InterruptedException {
    Path folder = temporary.resolve("run");
    Program program =
        ProgramProcess.startWith(
                "-XX:MaxVectorSize=8",
                "run",
                "--backends=arrays",
                "--batches=1",
                "--rounds=1",
                "--calibrate",
                "--out=" + folder)
            .end();
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    assertThat(program.err().replaceAll("\\s+", " "))
        .contains(
            "Not measured: the machine's limits, which need the backend 'vector':"
                + " vectors are only 64 bits wide in this JVM");
    assertThat(measurements(folder))
        .allMatch(Measurement::isOk)
        .extracting(fork -> fork.cell().shortBenchmark())
        .containsExactlyInAnyOrder(
            "TrainingStepBenchmark.step",
            "CalibrationBenchmark.step",
            "CalibrationBenchmark.step",
            "CalibrationBenchmark.step",
            "CalibrationBenchmark.step",
            "CalibrationBenchmark.step",
            "CalibrationBenchmark.step");
    assertThat(program.out().replaceAll("\\s+", " "))
        .doesNotContain("How close to the machine's limits", "GFLOP/s in f32");
  }

  @Test
  @Tag("slow")
  void filesAreTheSameWhereDecimalsHaveAComma() throws IOException {
    Locale usual = Locale.getDefault();
    Path folder = temporary.resolve("run");
    try {
      Locale.setDefault(Locale.GERMANY);
      Program program =
          run(
              folder,
              "--backends=arrays",
              "--batches=1",
              "--rounds=1",
              "--shapes=3-2-1,4-3-2-2",
              "--losses=cross-entropy",
              "--feeds=next");
      assertThat(program.status()).isEqualTo(ExitStatus.DONE);
      assertThat(program.err().replaceAll("\\s+", " "))
          .containsOnlyOnce(
              "Not measured: combinations that are not defined: cross-entropy needs at least two"
                  + " outputs, but 3-2-1 has one");
      assertThat(program.out())
          .contains("4-3-2-2 cross-entropy f32, manual sgd, next minibatch, bias");
    } finally {
      Locale.setDefault(usual);
    }
    Map<String, String> german = contents(folder);
    Program report = Program.run("report", folder.toString());
    assertThat(report.status()).isEqualTo(ExitStatus.DONE);
    assertThat(contents(folder)).isEqualTo(german);
    assertThat(german.get(RunFolder.LOSSES)).isEqualTo(Program.run("train", "--format=csv").out());
  }

  @Test
  @Tag("slow")
  void aWrongBackendIsNeverTimed() throws IOException, InterruptedException {
    Path folder = temporary.resolve("run");
    ProgramProcess process =
        ProgramProcess.start(
            "one-wrong-backend",
            "run",
            "--backends=wrong,arrays",
            "--batches=1",
            "--rounds=1",
            "--out=" + folder);
    Program program = process.end();
    assertThat(program.status()).isEqualTo(ExitStatus.NO);
    assertThat(program.err()).contains("wrong is wrong and will not be timed: in f32, ");
    for (Measurement measurement : measurements(folder)) {
      boolean wrong = measurement.cell().backend().equals("wrong");
      assertThat(measurement.isOk()).isEqualTo(!wrong);
      assertThat(measurement.failure().startsWith("failed the verification: ")).isEqualTo(wrong);
    }
    assertThat(RunResults.read(RunFolder.open(folder)).losses())
        .hasSize(4)
        .extracting(LossCurve::backend)
        .containsOnly("arrays");
  }

  @Test
  @Tag("slow")
  void verifyNamesTheWrongBackend() throws IOException, InterruptedException {
    Program program =
        ProgramProcess.start("one-wrong-backend", "verify", "--backends=ojalgo-ann,wrong").end();
    assertThat(program.status()).isEqualTo(ExitStatus.NO);
    assertThat(program.out())
        .containsPattern("ojalgo-ann +f32 .* right\n")
        .containsPattern("wrong +f64 .* WRONG\n")
        .contains("wrong f32: ");
    assertThat(program.out().lines()).allMatch(line -> line.length() <= 100);
  }

  private static Program run(Path folder, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "run";
    arguments[1] = "--out=" + folder;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Program.run(arguments);
  }

  private static List<Measurement> measurements(Path folder) throws InvalidResultsException {
    return RunFolder.open(folder).measurements();
  }

  private static List<String> cells(Path folder) throws InvalidResultsException {
    return measurements(folder).stream().map(fork -> fork.round() + fork.cell().label()).toList();
  }

  /** Exactly the files of a run, with what is in them. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String name : FILES) {
      contents.put(name, Files.readString(folder.resolve(name)));
    }
    return contents;
  }
}
