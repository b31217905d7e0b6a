package io.github.backpropbench.autograd;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of one kind of operation, which each recording takes in turn. */
final class NodePool<O> {
  private final List<O> nodes = new ArrayList<>();
  private int taken;

  /** A node that this recording has not taken yet; null if there is none. */
  @Nullable O take() {
    return taken < nodes.size() ? nodes.get(taken++) : null;
  }

  /** Adds a node, which counts as taken. */
  O add(O node) {
    nodes.add(node);
    taken++;
    return node;
  }

  /** Makes all nodes free for the next recording. */
  void reset() {
    taken = 0;
  }
}
