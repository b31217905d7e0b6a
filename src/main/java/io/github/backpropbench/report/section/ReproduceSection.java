package io.github.backpropbench.report.section;

import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Code;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.format.Shell;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands that repeat the run. */
final class ReproduceSection {
  private static final List<String> PROGRAM = List.of("java", "-jar", "target/benchmarks.jar");
  private static final Pattern CLEAN_COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final int LINE_LENGTH = 90;
  private static final int LONGEST = 2000;

  private ReproduceSection() {}

  static Section of(RunDescription description) {
    List<String> words = new ArrayList<>(PROGRAM);
    words.addAll(description.arguments());
    Block command =
        Shell.command(words).length() > LONGEST
            ? new Paragraph(
                "The command line is too long to print; it is in " + RunFolder.RUN + ".")
            : new Code(lines(description.environment().gitCommit(), words));
    return new Section("How to reproduce", List.of(command));
  }

  private static List<String> lines(String commit, List<String> words) {
    List<String> lines = new ArrayList<>();
    if (CLEAN_COMMIT.matcher(commit).matches()) {
      lines.add("git checkout " + commit);
    }
    lines.add("mvn verify");
    lines.addAll(Shell.lines(words, LINE_LENGTH));
    return lines;
  }
}
