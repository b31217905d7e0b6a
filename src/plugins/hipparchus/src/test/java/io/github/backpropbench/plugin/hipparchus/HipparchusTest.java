package io.github.backpropbench.plugin.hipparchus;

import io.github.backpropbench.conformance.KernelContract;

class HipparchusTest extends KernelContract {
  @Override
  public HipparchusProvider provider() {
    return new HipparchusProvider();
  }
}
