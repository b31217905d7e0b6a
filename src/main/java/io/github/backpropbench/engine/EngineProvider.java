package io.github.backpropbench.engine;

import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.Role;

/**
 * Creates the engines of a backend. Found by {@link java.util.ServiceLoader}, as {@link
 * io.github.backpropbench.kernel.KernelProvider} is: name the class in {@code
 * META-INF/services/io.github.backpropbench.engine.EngineProvider}.
 */
public interface EngineProvider extends BackendProvider {

  @Override
  default Role role() {
    return Role.ENGINE;
  }

  /**
   * Why the engine cannot compute exactly this, as a sentence without a full stop: "it has no
   * Adam"; empty if it can. Does not touch the library.
   */
  String refusal(EngineTask task);

  /**
   * Creates an engine, which begins with {@link #requireAccepted}.
   *
   * @throws IllegalStateException if the backend is not available, or not on the task's number of
   *     threads; the message is the reason
   * @throws IllegalArgumentException if there is a {@link #refusal}; the message is the reason
   */
  TrainingEngine create(EngineTask task);

  /** Throws what {@link #create} does where it cannot. */
  default void requireAccepted(EngineTask task) {
    String refusal = refusal(task);
    if (!refusal.isEmpty()) {
      throw new IllegalArgumentException(refusal);
    }
    availability(task.threads()).require();
  }
}
