package io.github.backpropbench.problem;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one layer of a network, {@code x·W + b}: its parameters, or one value for each of
 * them, such as its gradient. A value is a row-major {@code double[]} here, and the library's own
 * matrix on a backend.
 *
 * @param w for the weights, inputs × outputs of the layer
 * @param b for the bias, 1 × outputs; null without bias
 */
public record Layer<T>(T w, @Nullable T b) {

  /** The weights' value, then the bias's if there is one. */
  public Stream<T> all() {
    return Stream.concat(Stream.of(w), Stream.ofNullable(b));
  }

  /** A layer of what the function makes of each value. */
  public <R> Layer<R> map(Function<? super T, ? extends R> function) {
    return new Layer<>(function.apply(w), b == null ? null : function.apply(b));
  }

  /** The same weights without a bias. */
  public Layer<T> withoutBias() {
    return new Layer<>(w, null);
  }
}
