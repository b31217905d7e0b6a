package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.conformance.KernelContract;
import io.github.backpropbench.kernel.KernelProvider;

class OjalgoProviderTest extends KernelContract {

  @Override
  public KernelProvider provider() {
    return new OjalgoProvider();
  }
}
