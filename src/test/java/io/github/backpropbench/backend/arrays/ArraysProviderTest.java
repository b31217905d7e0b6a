package io.github.backpropbench.backend.arrays;

import io.github.backpropbench.conformance.KernelContract;
import io.github.backpropbench.kernel.KernelProvider;

class ArraysProviderTest extends KernelContract {

  @Override
  public KernelProvider provider() {
    return new ArraysProvider();
  }
}
