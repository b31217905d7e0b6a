package io.github.backpropbench.conformance;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TwoLayers;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A call of an operation that a training calls, which can be repeated.
 *
 * @param results the elements that it writes
 */
record OperationCall(String operation, long results, Runnable call) {

  /** Wider networks are the operations that they consist of. */
  private static final int NARROW = 8;

  private static void add(
      List<OperationCall> calls, String operation, long results, Runnable call) {
    calls.add(new OperationCall(operation, results, call));
  }

  /** All of them, on matrices that fit a product of m, k, n. */
  static <M> List<OperationCall> of(MatrixKernel<M> kernel, int m, int k, int n) {
    KernelSubject<M> subject = new KernelSubject<>(kernel);
    M a = subject.matrix(m, k, subject.normal(m, k));
    M aTransposed = subject.matrix(k, m, subject.normal(k, m));
    M b = subject.matrix(k, n, subject.normal(k, n));
    M bTransposed = subject.matrix(n, k, subject.normal(n, k));
    M c = kernel.allocate(m, n);
    M row = subject.matrix(1, k, subject.normal(1, k));
    M sum = kernel.allocate(1, k);
    M left = subject.matrix(m, k, subject.normal(m, k));
    M right = subject.matrix(m, k, subject.normal(m, k));
    M out = kernel.allocate(m, k);
    AdamSchedule schedule = new AdamSchedule(1e-3);
    schedule.advance();
    List<OperationCall> calls = new ArrayList<>();
    add(calls, "multiply", m * n, () -> kernel.multiply(a, b, c));
    add(
        calls,
        "multiplyTransposedLeft",
        m * n,
        () -> kernel.multiplyTransposedLeft(aTransposed, b, c));
    add(
        calls,
        "multiplyTransposedRight",
        m * n,
        () -> kernel.multiplyTransposedRight(a, bTransposed, c));
    add(calls, "addRow", m * k, () -> kernel.addRow(left, row, out));
    add(calls, "relu", m * k, () -> kernel.relu(left, out));
    add(calls, "reluGradient", m * k, () -> kernel.reluGradient(left, right, out));
    add(calls, "subtract", m * k, () -> kernel.subtract(left, right, out));
    add(calls, "scale", m * k, () -> kernel.scale(0.5, left, out));
    add(calls, "sumOfSquares", 1, () -> kernel.sumOfSquares(left));
    add(calls, "sumRows", k, () -> kernel.sumRows(left, sum));
    add(calls, "addScaled", m * k, () -> kernel.addScaled(1e-9, left, out));
    add(calls, "copy", m * k, () -> kernel.copy(left, out));
    M first = kernel.allocate(m, k);
    M second = kernel.allocate(m, k);
    add(
        calls,
        "adamUpdate",
        3 * m * k,
        () -> kernel.adamUpdate(schedule, left, first, second, out));
    add(
        calls,
        "momentumUpdate",
        2 * m * k,
        () -> kernel.momentumUpdate(0.9, 1e-3, left, first, second));
    int[] order = IntStream.range(0, m).map(i -> m - 1 - i).toArray();
    add(calls, "copyRows", m * k, () -> kernel.copyRows(left, order, 0, out));
    M probabilities =
        subject.matrix(m, k, DoubleStream.generate(() -> 1.0 / k).limit((long) m * k).toArray());
    add(calls, "crossEntropy", m * k, () -> kernel.crossEntropy(right, probabilities, out));
    addFused(calls, kernel, subject, new int[] {m, k, n});
    return calls;
  }

  private static <M> void addFused(
      List<OperationCall> calls, MatrixKernel<M> kernel, KernelSubject<M> subject, int[] mkn) {
    int m = mkn[0];
    int k = mkn[1];
    int n = mkn[2];
    M a = subject.matrix(m, k, subject.normal(m, k));
    M b = subject.matrix(k, n, subject.normal(k, n));
    M row = subject.matrix(1, n, subject.normal(1, n));
    M hidden = kernel.allocate(m, n);
    M out = kernel.allocate(m, n);
    M target = subject.matrix(m, n, subject.normal(m, n));
    M upstream = subject.matrix(m, n, subject.normal(m, n));
    M bGradient = kernel.allocate(k, n);
    M rowGradient = kernel.allocate(1, n);
    M input = subject.matrix(m, k, subject.normal(m, k));
    M masked = kernel.allocate(m, k);
    add(calls, "affine", m * n, () -> kernel.affine(a, b, row, out));
    add(calls, "affineRelu", 2 * m * n, () -> kernel.affineRelu(a, b, row, hidden, out));
    add(
        calls,
        "affineGradient",
        (k + 1) * n,
        () -> kernel.affineGradient(a, upstream, bGradient, rowGradient));
    add(
        calls,
        "reluGradientOfProduct",
        m * k,
        () -> kernel.reluGradientOfProduct(upstream, b, input, masked));
    add(
        calls,
        "affineBackward",
        (k + 1) * n + m * k,
        () -> kernel.affineBackward(a, upstream, b, input, bGradient, rowGradient, masked));
    add(calls, "squaredError", m * n, () -> kernel.squaredError(hidden, target, out));
    add(
        calls,
        "affineSquaredError",
        2 * m * n,
        () -> kernel.affineSquaredError(a, b, row, target, hidden, out));
    if (k <= NARROW && n <= NARROW) {
      addNetwork(calls, kernel, subject, new NetworkShape(k, n, 1), m);
      addNetwork(calls, kernel, subject, new NetworkShape(k, n, 2), m);
    }
  }

  private static <M> void addNetwork(
      List<OperationCall> calls,
      MatrixKernel<M> kernel,
      KernelSubject<M> subject,
      NetworkShape shape,
      int samples) {
    Problem problem = Problem.random(shape, samples, 1).withNormalBiases(2);
    TwoLayers<M> network = new NetworkMatrices<>(subject, problem, true).network;
    M x = subject.matrix(samples, shape.inputs(), problem.x());
    M y = subject.matrix(samples, shape.outputs(), problem.y());
    // The parameters' gradients, and all that the default writes in between.
    long results = shape.weights() + shape.outputs(0) + shape.outputs();
    results += (long) samples * (3 * shape.outputs(0) + 2 * shape.outputs());
    add(calls, "squaredErrorGradients", results, () -> kernel.squaredErrorGradients(x, y, network));
  }
}
