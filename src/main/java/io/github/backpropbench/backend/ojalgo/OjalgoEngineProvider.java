package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;
import io.github.backpropbench.kernel.Availability;
import java.util.List;

/** ojAlgo's own networks, {@code org.ojalgo.ann}. */
public final class OjalgoEngineProvider implements EngineProvider {
  private final OjalgoProvider library = new OjalgoProvider();

  @Override
  public String name() {
    return "ojalgo-ann";
  }

  @Override
  public String library() {
    return "ojAlgo's own networks";
  }

  @Override
  public String licence() {
    return library.licence();
  }

  @Override
  public String source() {
    return "src/main/java/io/github/backpropbench/backend/ojalgo/OjalgoEngineF32.java";
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  @Override
  public String version() {
    return library.version();
  }

  @Override
  public List<String> artifacts() {
    return library.artifacts();
  }

  @Override
  public Availability availability() {
    return library.availability();
  }

  /** Its products are those of the kernel. */
  @Override
  public Availability availabilityOfThreads(int threads) {
    return library.availabilityOfThreads(threads);
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
