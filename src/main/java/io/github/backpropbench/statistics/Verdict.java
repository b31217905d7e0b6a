package io.github.backpropbench.statistics;

/** What may be concluded about a quantity that was held against another. */
public enum Verdict {
  FASTER("faster"),
  SLOWER("slower"),
  /** There may be a difference, but too small a one to be told from noise with these samples. */
  NO_DIFFERENCE_SHOWN("no difference shown"),
  /** The samples are too few to say anything. */
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
