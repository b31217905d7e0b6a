package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ojalgo.ann.ArtificialNeuralNetwork;
import org.ojalgo.ann.ArtificialNeuralNetwork.Activator;
import org.ojalgo.ann.NetworkBuilder;
import org.ojalgo.ann.NetworkInvoker;
import org.ojalgo.ann.NetworkTrainer;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R032Store;

/**
 * A network of ojAlgo's own. It is given stores with as many rows as its trainer has, which it
 * reads where they are, so that a step on the same rows copies nothing.
 *
 * <p>A trainer adds up the gradients of the rows. Those of the squared error are of half of it, and
 * those of the cross-entropy are not divided by the number of rows: the rate makes up for both. The
 * softmax is computed without subtracting the largest output, so that one above 88 overflows.
 */
final class OjalgoEngineF32 implements TrainingEngine {
  private final NetworkShape shape;
  private final boolean classes;
  private final double learningRate;
  private final ArtificialNeuralNetwork network;

  // By number of rows: trainers and invokers have buffers for one.
  private final Map<Integer, Minibatch> minibatches = new HashMap<>();
  private final Map<Integer, NetworkInvoker> invokers = new HashMap<>();
  private Minibatch current;
  private Rows loaded;

  OjalgoEngineF32(EngineTask task) {
    OjalgoThreads.limitTo(task.threads()); // before there are stores
    shape = task.shape();
    classes = task.loss() == LossKind.CROSS_ENTROPY;
    learningRate = task.optimizer().learningRate();
    NetworkBuilder builder = ArtificialNeuralNetwork.builder(R032Store.FACTORY, shape.inputs());
    for (int i = 0; i < shape.layers() - 1; i++) {
      builder.layer(shape.outputs(i), Activator.RELU);
    }
    builder.layer(shape.outputs(), classes ? Activator.SOFTMAX : Activator.IDENTITY);
    network = builder.get();
    current = minibatches.computeIfAbsent(task.batch(), this::minibatch);
    loaded = current.rows;
  }

  /** Samples in the library's layout, one per row. */
  private record Rows(R032Store x, R032Store y) {}

  /** The chosen rows, and a trainer for that many. */
  private record Minibatch(Rows rows, NetworkTrainer trainer) {}

  private Rows rows(int count) {
    return new Rows(
        R032Store.FACTORY.make(count, shape.inputs()),
        R032Store.FACTORY.make(count, shape.outputs()));
  }

  private Minibatch minibatch(int count) {
    double rate = classes ? learningRate / count : 2.0 * learningRate;
    return new Minibatch(rows(count), network.newTrainer(count).rate(rate));
  }

  @Override
  public void restart(List<Layer<double[]>> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      int outputs = shape.outputs(i);
      double[] w = parameters.get(i).w();
      for (int at = 0; at < w.length; at++) {
        current.trainer.weight(i, at / outputs, at % outputs, w[at]);
      }
      double[] b = parameters.get(i).b();
      for (int j = 0; b != null && j < outputs; j++) {
        current.trainer.bias(i, j, b[j]);
      }
    }
  }

  @Override
  public void load(double[] x, double[] y) {
    loaded = rows(x.length / shape.inputs());
    fill(loaded.x(), x);
    fill(loaded.y(), y);
  }

  private static void fill(R032Store store, double[] rowMajor) {
    int rows = store.getRowDim();
    int columns = store.getColDim();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        store.data[i + j * rows] = (float) rowMajor[i * columns + j];
      }
    }
  }

  @Override
  public void feed(int[] rows, int first, int count) {
    if (count != current.rows.x().getRowDim()) {
      current = minibatches.computeIfAbsent(count, this::minibatch);
    }
    copy(loaded.x(), rows, first, current.rows.x());
    copy(loaded.y(), rows, first, current.rows.y());
  }

  private static void copy(R032Store from, int[] rows, int first, R032Store to) {
    int count = to.getRowDim();
    int all = from.getRowDim();
    for (int j = 0; j < to.getColDim(); j++) {
      for (int i = 0; i < count; i++) {
        to.data[i + j * count] = from.data[rows[first + i] + j * all];
      }
    }
  }

  @Override
  public double step() {
    current.trainer.train(current.rows.x(), current.rows.y());
    return Double.NaN;
  }

  @Override
  public void predict(double[] x, double[] outputs) {
    int count = x.length / shape.inputs();
    R032Store store = R032Store.FACTORY.make(count, shape.inputs());
    fill(store, x);
    MatrixStore<Double> result = invokers.computeIfAbsent(count, network::newInvoker).invoke(store);
    int columns = shape.outputs();
    for (int at = 0; at < outputs.length; at++) {
      outputs[at] = result.doubleValue(at / columns, at % columns);
    }
  }

  @Override
  public List<Layer<double[]>> parameters() {
    return IntStream.range(0, shape.layers()).mapToObj(this::layer).toList();
  }

  private Layer<double[]> layer(int i) {
    int outputs = shape.outputs(i);
    double[] w = new double[shape.inputs(i) * outputs];
    double[] b = new double[outputs];
    Arrays.setAll(w, at -> network.getWeight(i, at / outputs, at % outputs));
    Arrays.setAll(b, j -> network.getBias(i, j));
    return new Layer<>(w, b);
  }
}
