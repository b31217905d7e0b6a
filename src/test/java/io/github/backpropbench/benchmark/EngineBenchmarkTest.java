package io.github.backpropbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.data.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cells of an engine are measured as those of kernels are. */
class EngineBenchmarkTest {
  @ParameterizedTest
  @CsvSource({
    "fixed, 3-2-1, squared-error, f32",
    "next, 5-7-3, squared-error, f64",
    "shuffled, 5-7-3, cross-entropy, f32",
    "shuffled, 3-1, squared-error, f32"
  })
  void takesStepsOfATraining(String feed, String shape, String loss, String precision) {
    TrainingStepBenchmark engine =
        network(new TrainingStepBenchmark(), "ojalgo-ann", "engine", shape, loss, precision);
    engine.optimizer = "sgd";
    engine.feed = feed;
    engine.setUp();
    engine.takeNext();
    for (int i = 0; i < 2 * TrainingStepBenchmark.STEPS_BETWEEN_RESTARTS + 1; i++) {
      assertThat(engine.step()).isNaN(); // the library computes no loss in a step
    }
  }

  @Test
  void endsTheExperimentAtTheLossOfTheKernel() throws InvalidDataException {
    assertThat(finalLoss("ojalgo-ann", "engine", "fixed"))
        .isCloseTo(finalLoss("ojalgo", "manual", "fixed"), within(1e-9));
    assertThat(finalLoss("ojalgo-ann", "engine", "shuffled"))
        .isCloseTo(finalLoss("ojalgo", "manual", "shuffled"), within(1e-9));
  }

  private static double finalLoss(String backend, String gradient, String feed)
      throws InvalidDataException {
    ConvergenceBenchmark benchmark =
        network(new ConvergenceBenchmark(), backend, gradient, "3-2-1", "squared-error", "f64");
    benchmark.optimizer = "sgd";
    benchmark.feed = feed;
    benchmark.data = ConvergenceBenchmark.EXPERIMENT;
    benchmark.setUp();
    benchmark.takeNext();
    benchmark.train();
    return FinalLossProfiler.last();
  }

  @ParameterizedTest
  @CsvSource({"warm", "cold"})
  void trainsToATarget(String start) throws InvalidDataException {
    ConvergenceBenchmark benchmark =
        network(
            new ConvergenceBenchmark(), "ojalgo-ann", "engine", "64-32-10", "cross-entropy", "f32");
    benchmark.optimizer = "sgd";
    benchmark.batch = 32;
    benchmark.feed = "shuffled";
    benchmark.data = "digits";
    benchmark.target = "95%";
    benchmark.epochs = 100;
    benchmark.seeds = 1;
    benchmark.split = 1;
    benchmark.start = start;
    benchmark.setUp();
    benchmark.takeNext();
    assertThat(benchmark.train()).isEqualTo(112); // the steps that PyTorch takes with seed 1
    benchmark.check();
  }

  @Test
  void aLabelMeansOneImplementation() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setUp("ojalgo-ann", "manual", "on"))
        .withMessageContaining("is an engine");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setUp("ojalgo", "engine", "on"))
        .withMessageContaining("is not computed on a kernel");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setUp("ojalgo-ann", "engine", "off"))
        .withMessageContaining("an engine's operations are its own");
  }

  private static void setUp(String backend, String gradient, String fusion) {
    TrainingStepBenchmark benchmark =
        network(new TrainingStepBenchmark(), backend, gradient, "3-2-1", "squared-error", "f32");
    benchmark.optimizer = "sgd";
    benchmark.feed = "fixed";
    benchmark.fusion = fusion;
    benchmark.setUp();
  }

  private static <B extends NetworkBenchmark> B network(
      B benchmark, String backend, String gradient, String shape, String loss, String precision) {
    benchmark.backend = backend;
    benchmark.precision = precision;
    benchmark.threads = 1;
    benchmark.shape = shape;
    benchmark.loss = loss;
    benchmark.batch = 8;
    benchmark.bias = true;
    benchmark.gradient = gradient;
    benchmark.fusion = "on";
    return benchmark;
  }
}
