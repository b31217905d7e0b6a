package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.conformance.EngineContract;
import io.github.backpropbench.engine.EngineProvider;

class OjalgoEngineTest extends EngineContract {

  @Override
  public EngineProvider provider() {
    return new OjalgoEngineProvider();
  }
}
