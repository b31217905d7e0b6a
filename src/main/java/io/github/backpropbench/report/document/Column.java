package io.github.backpropbench.report.document;

/** A column of a table: its heading, and what it holds. */
public record Column(String title, Kind kind) {

  /** What a column holds decides where it stands and what happens if the table is too wide. */
  public enum Kind {
    /** What a row is about: to the right, and repeated with each part of a table that is split. */
    KEY,
    /** A figure: to the right, never broken; too many of them split the table. */
    FIGURE,
    /** Words: to the left, broken into lines if they are too long. */
    WORDS
  }

  public static Column key(String title) {
    return new Column(title, Kind.KEY);
  }

  public static Column figure(String title) {
    return new Column(title, Kind.FIGURE);
  }

  public static Column words(String title) {
    return new Column(title, Kind.WORDS);
  }
}
