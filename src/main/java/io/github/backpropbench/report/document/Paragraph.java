package io.github.backpropbench.report.document;

/** Some sentences. */
public record Paragraph(String text) implements Block {}
