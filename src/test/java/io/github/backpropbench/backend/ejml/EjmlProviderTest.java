package io.github.backpropbench.backend.ejml;

import io.github.backpropbench.conformance.KernelContract;
import io.github.backpropbench.kernel.KernelProvider;

class EjmlProviderTest extends KernelContract {

  @Override
  public KernelProvider provider() {
    return new EjmlProvider();
  }
}
