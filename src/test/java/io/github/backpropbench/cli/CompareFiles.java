package io.github.backpropbench.cli;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Comparisons of the tests' files. */
final class CompareFiles {
  private CompareFiles() {}

  static Program compare(String baseline, String candidate, String... options)
      throws URISyntaxException {
    List<String> arguments = new ArrayList<>();
    arguments.add("compare");
    arguments.add(file(baseline).toString());
    arguments.add(file(candidate).toString());
    arguments.addAll(Arrays.asList(options));
    return Program.run(arguments.toArray(String[]::new));
  }

  static Path file(String name) throws URISyntaxException {
    URL url = Objects.requireNonNull(CompareFiles.class.getResource("compare/" + name + ".json"));
    return Path.of(url.toURI());
  }
}
