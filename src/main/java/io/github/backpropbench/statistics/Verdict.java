package io.github.backpropbench.statistics;

/** What may be concluded about a quantity that was compared with another. */
public enum Verdict {
  FASTER("faster"),
  SLOWER("slower"),
  /** If there is a difference, it is too small to be told from noise with these samples. */
  NO_DIFFERENCE_SHOWN("no difference shown"),
  /** There are too few samples to say anything. */
  CANNOT_TELL("cannot tell");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The verdict as reports print it. */
  public String words() {
    return words;
  }

  /** The verdict on the other of the two quantities. */
  public Verdict inverse() {
    return switch (this) {
      case FASTER -> SLOWER;
      case SLOWER -> FASTER;
      case NO_DIFFERENCE_SHOWN, CANNOT_TELL -> this;
    };
  }

  /** Whether a difference was shown. */
  public boolean isDifference() {
    return this == FASTER || this == SLOWER;
  }
}
