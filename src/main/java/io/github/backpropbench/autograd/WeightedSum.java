package io.github.backpropbench.autograd;

/**
 * {@code result = a + weight·b}, of numbers, as in a loss with a penalty term; {@code da = g},
 * {@code db = weight·g}.
 */
final class WeightedSum<M> extends ScalarOperation<M> {
  private final Scalar a;
  private final double weight;
  private final Scalar b;

  WeightedSum(Scalar a, double weight, Scalar b) {
    this.a = a;
    this.weight = weight;
    this.b = b;
  }

  boolean reads(Scalar first, double sameWeight, Scalar second) {
    return a == first && weight == sameWeight && b == second;
  }

  @Override
  void forward() {
    result.set(a.value() + weight * b.value());
  }

  @Override
  void backward() {
    a.contribute(result.gradient());
    b.contribute(weight * result.gradient());
  }
}
