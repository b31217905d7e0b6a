package io.github.backpropbench.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a matrix product, written {@code m×k×n} with plain x, as in {@code 64x3x2}: a of m×k
 * times b of k×n. Element-wise operations are of m×n.
 */
public record ProductSize(int m, int k, int n) {
  /** The kernel's operations that are matrix products, by their labels. */
  public static final List<String> PRODUCTS =
      List.of("multiply", "multiplyTransposedLeft", "multiplyTransposedRight");

  private static final Pattern FORMAT =
      Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})x([1-9]\\d{0,5})");

  /**
   * Reads {@code mxkxn}.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  public static ProductSize parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size; write mxkxn, for instance 64x3x2");
    }
    return new ProductSize(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  /**
   * The size of a measured product; empty if the operation is not a product, or the text not a
   * size.
   */
  public static Optional<ProductSize> of(String operation, String size) {
    return PRODUCTS.contains(operation) && FORMAT.matcher(size).matches()
        ? Optional.of(parse(size))
        : Optional.empty();
  }

  /** The multiplications and additions of the product. */
  public double operations() {
    return 2.0 * m * k * n;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return m + "x" + k + "x" + n;
  }
}
