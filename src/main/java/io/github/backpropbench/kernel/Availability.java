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

  /** Available if the reason against it is empty. */
  public static Availability of(String reason) {
    return reason.isEmpty() ? AVAILABLE : unavailable(reason);
  }

  public static Availability unavailable(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a backend that is not available needs a reason");
    }
    return new Availability(reason);
  }

  /** Whether there are enough processors for this many threads that compute all the time. */
  public static Availability ofProcessors(int threads) {
    int processors = Runtime.getRuntime().availableProcessors();
    return threads <= processors
        ? available()
        : unavailable(
            "this program may use "
                + (processors == 1 ? "one processor" : processors + " processors")
                + " only");
  }

  public boolean isAvailable() {
    return reason.isEmpty();
  }

  /**
   * Returns normally if the backend can be used.
   *
   * @throws IllegalStateException if it cannot be used; the message is the reason
   */
  public void require() {
    if (!isAvailable()) {
      throw new IllegalStateException(reason);
    }
  }
}
