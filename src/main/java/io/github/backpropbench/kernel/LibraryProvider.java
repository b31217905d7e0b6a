package io.github.backpropbench.kernel;

import java.util.List;

/** A provider that knows its library's facts when it is made. */
public abstract class LibraryProvider implements KernelProvider {
  private final String name;
  private final String library;
  private final String licence;
  private final String source;
  private final List<String> artifacts;

  /** See the methods of these names. */
  protected LibraryProvider(
      String name, String library, String licence, String source, String... artifacts) {
    this.name = name;
    this.library = library;
    this.licence = licence;
    this.source = source;
    this.artifacts = List.of(artifacts);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String library() {
    return library;
  }

  @Override
  public final String licence() {
    return licence;
  }

  @Override
  public final String source() {
    return source;
  }

  @Override
  public final List<String> artifacts() {
    return artifacts;
  }
}
