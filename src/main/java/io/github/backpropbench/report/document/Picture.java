package io.github.backpropbench.report.document;

/**
 * A picture in a file beside the report.
 *
 * @param file its name
 * @param description what it shows, for who does not see it
 */
public record Picture(String file, String description) implements Block {}
