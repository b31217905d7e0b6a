package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;

/** ojAlgo's own networks, {@code org.ojalgo.ann}. */
public final class OjalgoEngineProvider extends OjalgoLibrary implements EngineProvider {
  @Override
  public String name() {
    return "ojalgo-ann";
  }

  @Override
  public String library() {
    return "ojAlgo's own networks";
  }

  @Override
  public String source() {
    return "src/main/java/io/github/backpropbench/backend/ojalgo/OjalgoEngineF32.java";
  }

  @Override
  public String refusal(EngineTask task) {
    if (!task.bias()) {
      return "it always has a bias";
    }
    return switch (task.optimizer().kind()) {
      case SGD -> "";
      case MOMENTUM -> "it has no momentum";
      case ADAM -> "it has no Adam";
      case ADAMW -> "it has no AdamW";
    };
  }

  @Override
  public TrainingEngine create(EngineTask task) {
    requireAccepted(task);
    return switch (task.precision()) {
      case F32 -> new OjalgoEngineF32(task);
      case F64 -> new OjalgoEngineF64(task);
    };
  }
}
