package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;

/**
 * The primitive operations, each a single one of the kernel, with its derivative beside it. In the
 * formulas, g is the gradient of the node's result, and da and db are what the node contributes to
 * the gradients of its operands.
 */
enum Operation {
  /** {@code result = a·b}; {@code da = g·bᵀ}, {@code db = aᵀ·g}. */
  PRODUCT {
    @Override
    <M> void forward(MatrixKernel<M> kernel, Node<M> node) {
      kernel.multiply(node.a.value(), node.b.value(), node.result.value());
    }

    @Override
    <M> void backward(MatrixKernel<M> kernel, Node<M> node) {
      M g = node.result.gradient();
      Variable<M> a = node.a;
      Variable<M> b = node.b;
      if (b.isDifferentiated()) {
        M db = b.contribution();
        kernel.multiplyTransposedLeft(a.value(), g, db);
        b.add(db);
      }
      if (a.isDifferentiated()) {
        M da = a.contribution();
        kernel.multiplyTransposedRight(g, b.value(), da);
        a.add(da);
      }
    }
  },
  /** {@code result = a + b} for each row of a, with b of one row; {@code da = g, db = Σ_rows g}. */
  ROW_ADDITION {
    @Override
    <M> void forward(MatrixKernel<M> kernel, Node<M> node) {
      kernel.addRow(node.a.value(), node.b.value(), node.result.value());
    }

    @Override
    <M> void backward(MatrixKernel<M> kernel, Node<M> node) {
      M g = node.result.gradient();
      Variable<M> b = node.b;
      if (b.isDifferentiated()) {
        M db = b.contribution();
        kernel.sumRows(g, db);
        b.add(db);
      }
      if (node.a.isDifferentiated()) {
        node.a.addShared(g);
      }
    }
  },
  /** {@code result = max(a, 0)}; {@code da = g} where {@code a ≥ 0}, else 0. */
  RELU {
    @Override
    <M> void forward(MatrixKernel<M> kernel, Node<M> node) {
      kernel.relu(node.a.value(), node.result.value());
    }

    @Override
    <M> void backward(MatrixKernel<M> kernel, Node<M> node) {
      Variable<M> a = node.a;
      if (a.isDifferentiated()) {
        M da = a.contribution();
        kernel.reluGradient(node.result.gradient(), a.value(), da);
        a.add(da);
      }
    }
  },
  /**
   * {@code loss = Σ (a − b)²}. The kernel computes da along with the loss; it is what the result
   * holds.
   */
  SQUARED_ERROR {
    @Override
    <M> void forward(MatrixKernel<M> kernel, Node<M> node) {
      loss(LossKind.SQUARED_ERROR, kernel, node);
    }

    @Override
    <M> void backward(MatrixKernel<M> kernel, Node<M> node) {
      lossBackward(node);
    }
  },
  /** {@code loss} = the mean cross-entropy of the logits a and the classes b; da as above. */
  CROSS_ENTROPY {
    @Override
    <M> void forward(MatrixKernel<M> kernel, Node<M> node) {
      loss(LossKind.CROSS_ENTROPY, kernel, node);
    }

    @Override
    <M> void backward(MatrixKernel<M> kernel, Node<M> node) {
      lossBackward(node);
    }
  };

  /** Computes the result from the operands' values. */
  abstract <M> void forward(MatrixKernel<M> kernel, Node<M> node);

  /** Adds the contributions to the operands' gradients. */
  abstract <M> void backward(MatrixKernel<M> kernel, Node<M> node);

  static Operation of(LossKind kind) {
    return switch (kind) {
      case SQUARED_ERROR -> SQUARED_ERROR;
      case CROSS_ENTROPY -> CROSS_ENTROPY;
    };
  }

  private static <M> void loss(LossKind kind, MatrixKernel<M> kernel, Node<M> node) {
    node.loss.set(kind.of(kernel, node.a.value(), node.b.value(), node.result.value()));
  }

  private static <M> void lossBackward(Node<M> node) {
    if (node.a.isDifferentiated()) {
      node.a.addShared(node.result.value());
    }
  }
}
