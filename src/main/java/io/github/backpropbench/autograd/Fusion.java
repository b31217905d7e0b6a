package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a graph's operations of a recording's: leaves out what the loss does not depend on, joins a
 * product with the addition of a row, the ReLU or the loss that alone read its result, and lets an
 * operation write gradients in one go where it is the only one that contributes to them.
 */
final class Fusion<M> {
  private final MatrixKernel<M> kernel;

  /** The operations that read each variable, one as often as it reads it. */
  private final Map<Variable<M>, List<Operation<M>>> readers = new IdentityHashMap<>();

  private final List<Operation<M>> operations;

  /**
   * @param recorded in their order, the last one the loss
   */
  Fusion(MatrixKernel<M> kernel, List<Operation<M>> recorded) {
    this.kernel = kernel;
    List<Operation<M>> needed = needed(recorded);
    findReaders(needed);
    operations = fused(needed);
    readers.clear();
    findReaders(operations);
    writeGradientsAtOnce();
  }

  /** In the order of the forward pass. */
  List<Operation<M>> operations() {
    return operations;
  }

  /** The loss and all that it depends on. */
  private static <M> List<Operation<M>> needed(List<Operation<M>> recorded) {
    Deque<Operation<M>> needed = new ArrayDeque<>();
    Set<Object> read = Collections.newSetFromMap(new IdentityHashMap<>());
    read.add(recorded.get(recorded.size() - 1).result());
    for (int i = recorded.size() - 1; i >= 0; i--) {
      Operation<M> operation = recorded.get(i);
      if (read.contains(operation.result())) {
        needed.addFirst(operation);
        read.addAll(operation.operands());
      }
    }
    return List.copyOf(needed);
  }

  private void findReaders(List<Operation<M>> all) {
    for (Operation<M> operation : all) {
      for (Variable<M> operand : operation.operands()) {
        readers.computeIfAbsent(operand, key -> new ArrayList<>()).add(operation);
      }
    }
  }

  /** The only operation that reads a variable, and that only once; null if there are more. */
  private @Nullable Operation<M> onlyReader(Variable<M> variable) {
    List<Operation<M>> all = readers.getOrDefault(variable, List.of());
    return all.size() == 1 ? all.get(0) : null;
  }

  /** The operations with each fused one in the place of the last that it stands for. */
  private List<Operation<M>> fused(List<Operation<M>> all) {
    Map<Operation<M>, Optional<Operation<M>>> replaced = new IdentityHashMap<>();
    for (Operation<M> operation : all) {
      if (operation instanceof Product<M> product) {
        fuse(product, replaced);
      }
    }
    return all.stream()
        .flatMap(one -> replaced.getOrDefault(one, Optional.of(one)).stream())
        .toList();
  }

  /**
   * Fuses a product with what follows.
   *
   * @param replaced receives, for each operation that is replaced, what stands there instead
   */
  private void fuse(Product<M> product, Map<Operation<M>, Optional<Operation<M>>> replaced) {
    Variable<M> sum = product.result;
    Variable<M> row = null;
    Operation<M> end = product;
    replaced.put(product, Optional.empty());
    if (onlyReader(sum) instanceof RowAddition<M> addition && addition.a == sum) {
      row = addition.b;
      sum = addition.result;
      end = addition;
      replaced.put(addition, Optional.empty());
    }
    Operation<M> fused;
    Operation<M> next = onlyReader(sum);
    if (next instanceof Relu<M> relu) {
      fused = new FusedLayer<>(kernel, product.a, product.b, row, sum.value(), relu.result);
      end = relu;
    } else if (next instanceof Loss<M> loss && loss.a == sum) {
      fused = new FusedLoss<>(kernel, product.a, product.b, row, sum.value(), loss);
      end = loss;
    } else {
      fused = new FusedLayer<>(kernel, product.a, product.b, row, null, sum);
    }
    replaced.put(end, Optional.of(fused));
  }

  private void writeGradientsAtOnce() {
    Map<Variable<M>, FusedLayer<M>> layers = new IdentityHashMap<>();
    for (Operation<M> operation : operations) {
      if (operation instanceof FusedOperation<M> fused && contributesAlone(fused)) {
        FusedLayer<M> before = layers.get(fused.a);
        fused.writeGradientsAtOnce(before == null ? null : before.hidden);
        if (before != null) {
          before.leaveMaskToReader();
        }
      }
      if (operation instanceof FusedLayer<M> layer) {
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
