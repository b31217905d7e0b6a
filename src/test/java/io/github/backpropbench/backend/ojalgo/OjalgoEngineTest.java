package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.conformance.EngineContract;
import io.github.backpropbench.engine.EngineProvider;

class OjalgoEngineTest extends EngineContract {

  @Override
  protected EngineProvider provider() {
    return new OjalgoEngineProvider();
  }
}
