package io.github.backpropbench.plugin.openblas;

import io.github.backpropbench.conformance.KernelContract;

class OpenBlasTest extends KernelContract {
  @Override
  public OpenBlasProvider provider() {
    return new OpenBlasProvider();
  }
}
