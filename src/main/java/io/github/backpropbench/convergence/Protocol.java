package io.github.backpropbench.convergence;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The targets, and the learning rates for them, that {@code scripts/protocol.py} chose with PyTorch
 * once and for all backends; {@code src/docs/time-to-target.md} has the rules.
 */
public final class Protocol {
  private static final String FILE = "protocol.csv";

  private static final Protocol CURRENT = new Protocol(read());

  private final List<Row> rows;

  private Protocol(List<Row> rows) {
    this.rows = rows;
  }

  /** A line of the table. */
  private record Row(
      String data,
      String shape,
      String loss,
      String target,
      String optimizer,
      String bias,
      String batch,
      double learningRate) {

    boolean isFor(String otherData, NetworkShape otherShape, LossKind otherLoss) {
      return data.equals(otherData)
          && shape.equals(otherShape.toString())
          && loss.equals(otherLoss.label());
    }
  }

  /** That of this version of the program. */
  public static Protocol current() {
    return CURRENT;
  }

  /** The target of some data, shape and loss; empty if the protocol has none. */
  public Optional<Target> target(String data, NetworkShape shape, LossKind loss) {
    return rows.stream()
        .filter(row -> row.isFor(data, shape, loss))
        .map(row -> Target.parse(row.target()))
        .findFirst();
  }

  /** The learning rate of a method at a batch size; empty if the protocol has none. */
  public Optional<Double> learningRate(
      String data,
      NetworkShape shape,
      LossKind loss,
      OptimizerKind optimizer,
      boolean bias,
      int batch) {
    return rows.stream()
        .filter(row -> row.isFor(data, shape, loss))
        .filter(row -> row.optimizer().equals(optimizer.label()))
        .filter(row -> row.bias().equals(Boolean.toString(bias)))
        .filter(row -> row.batch().equals(Integer.toString(batch)))
        .map(Row::learningRate)
        .findFirst();
  }

  private static List<Row> read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Protocol.class.getResourceAsStream(FILE), FILE),
                StandardCharsets.UTF_8))) {
      Stream<String> lines = in.lines().skip(1);
      return lines.map(line -> row(List.of(line.split(",", -1)))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  /** Of data, shape, loss, target, epochs, optimizer, bias, batch, learning rate. */
  private static Row row(List<String> fields) {
    return new Row(
        fields.get(0),
        fields.get(1),
        fields.get(2),
        fields.get(3),
        fields.get(5),
        fields.get(6),
        fields.get(7),
        Double.parseDouble(fields.get(8)));
  }
}
