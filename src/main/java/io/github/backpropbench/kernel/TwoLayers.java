package io.github.backpropbench.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network with one hidden layer, for a number of samples m: {@code hidden = x·w1 + b1}, {@code
 * activated = max(hidden, 0)}, {@code output = activated·w2 + b2}. With k inputs, h hidden units
 * and n outputs, w1 is k×h, b1 1×h, w2 h×n and b2 1×n, and so are their gradients. All matrices are
 * distinct.
 *
 * <p>The last five are scratch: an operation on the network leaves in them whatever it likes.
 *
 * @param b1 null for none; then b2 and both of their gradients are null, too
 * @param hidden m×h
 * @param activated m×h
 * @param output m×n
 * @param outputGradient m×n
 * @param hiddenGradient m×h
 */
public record TwoLayers<M>(
    M w1,
    @Nullable M b1,
    M w2,
    @Nullable M b2,
    M w1Gradient,
    @Nullable M b1Gradient,
    M w2Gradient,
    @Nullable M b2Gradient,
    M hidden,
    M activated,
    M output,
    M outputGradient,
    M hiddenGradient) {

  /** All matrices that there are. */
  List<M> all() {
    List<M> all = new ArrayList<>();
    for (M matrix :
        Arrays.asList(
            w1,
            b1,
            w2,
            b2,
            w1Gradient,
            b1Gradient,
            w2Gradient,
            b2Gradient,
            hidden,
            activated,
            output,
            outputGradient,
            hiddenGradient)) {
      if (matrix != null) {
        all.add(matrix);
      }
    }
    return all;
  }
}
