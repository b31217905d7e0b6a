package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a call of a native library costs, by each way of calling it. */
final class NativeCallText {
  private static final String JNI = "jni";

  private static final Map<String, String> WORDS =
      Map.of(
          JNI,
          "by JNI",
          "ffm",
          "by the foreign function interface on memory outside the heap",
          "ffm-critical",
          "on arrays of the heap");

  private NativeCallText() {}

  /** Empty if none was measured. */
  static Optional<String> of(MeasuredRun run) {
    List<String> times = new ArrayList<>();
    boolean onlyJni = true;
    for (CellKey cell : run.cells(BenchmarkKind.NATIVE_CALL)) {
      String path = cell.value(Factor.PATH);
      String words = WORDS.get(path);
      if (words != null && run.time(cell).isPresent()) {
        times.add(Phrases.timeWithError(run.time(cell).get()) + " " + words);
        onlyJni &= path.equals(JNI);
      }
    }
    if (times.isEmpty()) {
      return Optional.empty();
    }
    String text =
        "The smallest product of a native library, 2×2 by 2×2, takes "
            + Phrases.and(times)
            + ", the library's own work included.";
    return Optional.of(
        onlyJni ? text + " Java 22 and later also have the foreign function interface." : text);
  }
}
