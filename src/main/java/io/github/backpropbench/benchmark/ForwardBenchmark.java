package io.github.backpropbench.benchmark;

import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.training.TrainingStep;
import io.github.backpropbench.verification.NetworkVerification;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** The forward pass with the loss, on frozen weights. With autograd, it records the tape. */
public class ForwardBenchmark extends NetworkBenchmark {
  private Places<TrainingStep<?>> networks;
  private Gradient<?> network;

  /** Verifies the network's forward pass and makes copies of it. */
  @Setup(Level.Trial)
  public void setUp() {
    networks =
        places(
            OptimizerKind.SGD,
            FeedKind.FIXED,
            NetworkVerification::forward,
            step -> step.gradient().forward());
  }

  /** Takes the next copy. */
  @Setup(Level.Iteration)
  public void takeNext() {
    network = networks.next().gradient();
  }

  @Benchmark
  public double forward() {
    return network.forward();
  }
}
