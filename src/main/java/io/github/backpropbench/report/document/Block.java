package io.github.backpropbench.report.document;

/** A piece of a section. */
public sealed interface Block permits Paragraph, Points, Table, Code, Picture {}
