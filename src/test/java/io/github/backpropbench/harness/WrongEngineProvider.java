package io.github.backpropbench.harness;

import io.github.backpropbench.backend.ojalgo.OjalgoEngineProvider;
import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;
import io.github.backpropbench.engine.WrongEngine;

/** An engine that is wrong on purpose; registered as {@link WrongProvider} is. */
public final class WrongEngineProvider implements EngineProvider {
  private final EngineProvider right = new OjalgoEngineProvider();

  @Override
  public String name() {
    return "wrong-engine";
  }

  @Override
  public String library() {
    return "wrong on purpose";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  @Override
  public String refusal(EngineTask task) {
    return right.refusal(task);
  }

  @Override
  public TrainingEngine create(EngineTask task) {
    return new WrongEngine(right.create(task), WrongEngine.Mistake.DOES_NOT_TRAIN_THE_BIASES);
  }
}
