package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the steps of a graph from a recording: leaves out what the loss does not depend on, merges
 * a product, the row addition after it, and a following ReLU or loss that is the result's only
 * reader, and lets a step write gradients at once where it is the only one that contributes to
 * them.
 */
final class Fusion<M> {
  private final MatrixKernel<M> kernel;

  /** The steps that read each variable, one as often as it reads it. */
  private final Map<Variable<M>, List<Step<M>>> readers = new IdentityHashMap<>();

  private final List<Step<M>> steps;

  /**
   * @param recorded in their order, the last one the loss
   */
  Fusion(MatrixKernel<M> kernel, List<Node<M>> recorded) {
    this.kernel = kernel;
    Collection<Node<M>> needed = needed(recorded);
    findReaders(needed);
    steps = fused(needed);
    readers.clear();
    findReaders(steps);
    writeGradientsAtOnce();
  }

  /** In the order of the forward pass. */
  List<Step<M>> steps() {
    return steps;
  }

  /** The loss and all that it depends on. */
  private static <M> Collection<Node<M>> needed(List<Node<M>> recorded) {
    Deque<Node<M>> needed = new ArrayDeque<>();
    Set<Object> read = Collections.newSetFromMap(new IdentityHashMap<>());
    read.add(recorded.get(recorded.size() - 1).result());
    for (int i = recorded.size() - 1; i >= 0; i--) {
      Node<M> node = recorded.get(i);
      if (read.contains(node.result())) {
        needed.addFirst(node);
        read.addAll(node.operands());
      }
    }
    return needed;
  }

  private void findReaders(Collection<? extends Step<M>> all) {
    for (Step<M> step : all) {
      for (Variable<M> operand : step.operands()) {
        readers.computeIfAbsent(operand, key -> new ArrayList<>()).add(step);
      }
    }
  }

  /** The only step that reads a variable, and that only once; null if there are more. */
  private @Nullable Step<M> onlyReader(Variable<M> variable) {
    List<Step<M>> all = readers.getOrDefault(variable, List.of());
    return all.size() == 1 ? all.get(0) : null;
  }

  /** The only reader if it is a node of an operation whose first operand the variable is. */
  private @Nullable Node<M> next(Variable<M> variable) {
    return onlyReader(variable) instanceof Node<M> node && node.a == variable ? node : null;
  }

  /** The steps, each fused one in the place of the last node that it stands for. */
  private List<Step<M>> fused(Collection<Node<M>> nodes) {
    Map<Node<M>, Optional<Step<M>>> replaced = new IdentityHashMap<>();
    for (Node<M> node : nodes) {
      if (node.operation() == Operation.PRODUCT) {
        fuse(node, replaced);
      }
    }
    return nodes.stream()
        .<Step<M>>flatMap(node -> replaced.getOrDefault(node, Optional.of(node)).stream())
        .toList();
  }

  /**
   * Fuses a product with what follows.
   *
   * @param replaced receives, for each node that is replaced, what stands there instead
   */
  private void fuse(Node<M> product, Map<Node<M>, Optional<Step<M>>> replaced) {
    Node<M> end = product;
    Variable<M> row = null;
    Node<M> next = next(product.result);
    if (next != null && next.operation() == Operation.ROW_ADDITION) {
      replaced.put(end, Optional.empty());
      end = next;
      row = next.b;
      next = next(end.result);
    }
    Variable<M> sum = end.result;
    Step<M> fused = null;
    if (next != null) {
      fused =
          switch (next.operation()) {
            case RELU ->
                new FusedLayer<>(kernel, product.a, product.b, row, sum.value(), next.result);
            case SQUARED_ERROR -> loss(LossKind.SQUARED_ERROR, product, row, sum, next);
            case CROSS_ENTROPY -> loss(LossKind.CROSS_ENTROPY, product, row, sum, next);
            case PRODUCT, ROW_ADDITION -> null;
          };
    }
    if (next != null && fused != null) {
      replaced.put(end, Optional.empty());
      replaced.put(next, Optional.of(fused));
    } else {
      replaced.put(
          end, Optional.of(new FusedLayer<>(kernel, product.a, product.b, row, null, sum)));
    }
  }

  private Step<M> loss(
      LossKind kind, Node<M> product, @Nullable Variable<M> row, Variable<M> sum, Node<M> loss) {
    return new FusedLoss<>(kernel, product.a, product.b, row, sum.value(), kind, loss);
  }

  private void writeGradientsAtOnce() {
    Map<Variable<M>, FusedLayer<M>> layers = new IdentityHashMap<>();
    for (Step<M> step : steps) {
      if (step instanceof FusedOperation<M> fused && contributesAlone(fused)) {
        FusedLayer<M> before = layers.get(fused.a);
        fused.writeGradientsAtOnce(before == null ? null : before.hidden);
        if (before != null) {
          before.leaveMaskToReader();
        }
      }
      if (step instanceof FusedLayer<M> layer) {
        layers.put(layer.result, layer);
      }
    }
  }

  /** Whether all the gradients that an operation contributes to are wanted, and are its alone. */
  private boolean contributesAlone(FusedOperation<M> fused) {
    return fused.weight.isDifferentiated()
        && (fused.row == null || fused.row.isDifferentiated())
        && fused.operands().stream()
            .allMatch(operand -> !operand.isDifferentiated() || onlyReader(operand) == fused);
  }
}
