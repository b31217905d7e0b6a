package io.github.backpropbench.kernel;

/**
 * Whether a backend can be used here.
 *
 * @param reason why not, as one sentence without a full stop; empty if it can
 */
public record Availability(String reason) {
  private static final Availability AVAILABLE = new Availability("");

  public static Availability available() {
    return AVAILABLE;
  }

  public static Availability unavailable(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a backend that is not available needs a reason");
    }
    return new Availability(reason);
  }

  public boolean isAvailable() {
    return reason.isEmpty();
  }
}
