package io.github.backpropbench.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** An enum constant with the name by which flags, files and reports call it. */
public interface Labelled {

  /** The constant's Java name. */
  String name();

  /** The name in lower case. */
  default String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a label.
   *
   * @param what what the label stands for, as a reader would call it
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  static <E extends Enum<E> & Labelled> E parse(Class<E> type, String what, String label) {
    for (E constant : type.getEnumConstants()) {
      if (constant.label().equals(label)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "unknown "
            + what
            + " '"
            + label
            + "'; known: "
            + Arrays.stream(type.getEnumConstants())
                .map(Labelled::label)
                .collect(Collectors.joining(", ")));
  }
}
