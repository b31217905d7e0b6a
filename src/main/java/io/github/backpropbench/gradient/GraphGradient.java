package io.github.backpropbench.gradient;

import io.github.backpropbench.autograd.Graph;
import io.github.backpropbench.autograd.Tape;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The exact gradients by a traced graph, as by {@code torch.compile} or JAX's {@code jit}: the
 * program of {@link AutogradGradient} is recorded once, its operations are fused where the kernel
 * has them fused, and each step replays the result. A batch of another shape is traced anew.
 */
public final class GraphGradient<M> implements Gradient<M> {
  private final LossKind kind;
  private final MatrixKernel<M> kernel;
  private final Parameters<M> parameters;
  private final Parameters<M> gradients;
  private Batch<M> batch;
  private @Nullable RecordedNetwork<M> network;

  /** Null until the next forward pass traces it. */
  private @Nullable Graph<M> graph;

  public GraphGradient(
      LossKind kind,
      MatrixKernel<M> kernel,
      Batch<M> batch,
      Parameters<M> parameters,
      Parameters<M> gradients) {
    this.kind = kind;
    this.kernel = kernel;
    this.batch = batch;
    this.parameters = parameters;
    this.gradients = gradients;
  }

  private Graph<M> trace() {
    Tape<M> tape = new Tape<>(kernel);
    RecordedNetwork<M> program = new RecordedNetwork<>(kind, tape, batch, parameters, gradients);
    Graph<M> traced = Graph.of(kernel, tape, program.record());
    network = program;
    graph = traced;
    return traced;
  }

  /**
   * Makes the passes from now on work on another batch.
   *
   * @param batch of any number of rows; another number than before costs a new trace
   */
  @Override
  public void use(Batch<M> batch) {
    if (kernel.rows(batch.x()) != kernel.rows(this.batch.x())) {
      graph = null;
    }
    this.batch = batch;
    if (graph != null && network != null) {
      network.use(batch);
    }
  }

  @Override
  public double forward() {
    Graph<M> traced = graph;
    return (traced == null ? trace() : traced).forward();
  }

  @Override
  public void backward() {
    if (graph == null) {
      throw new IllegalStateException("backward needs a forward pass before it");
    }
    graph.backward();
  }

  @Override
  public Parameters<M> gradients() {
    return gradients;
  }

  @Override
  public M output() {
    if (network == null) {
      throw new IllegalStateException("there is no output before the first forward pass");
    }
    return network.output();
  }
}
