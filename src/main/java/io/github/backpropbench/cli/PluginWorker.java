package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.backend.LoadFailure;
import io.github.backpropbench.backend.Plugin;
import io.github.backpropbench.harness.BackendFacts;
import io.github.backpropbench.harness.ParentWatchdog;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Json;
import io.github.backpropbench.results.LossCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Runs in a {@link PluginJvm}: answers one question about the plug-in of its JVM. */
final class PluginWorker {
  private PluginWorker() {}

  /** What is asked. */
  enum Topic {
    /** Which backends there are: {@link Backends}. */
    BACKENDS(60),
    /** Whether one of them is right: {@link VerifiedBackend}. */
    VERIFICATION(600),
    /** The loss curves of the original experiment: {@link Curves}. */
    EXPERIMENT(600),
    /** Which cells an engine cannot compute: {@link Refusals}. */
    CELLS(60);

    private final int seconds;

    Topic(int seconds) {
      this.seconds = seconds;
    }

    /** How long an answer may take; a slow library needs a while to be verified. */
    int seconds() {
      return seconds;
    }
  }

  /**
   * A question.
   *
   * @param backend empty if it is about all
   * @param precision the label of the precision
   * @param threads to compute on
   * @param cells of the backend
   */
  record Question(Topic topic, String backend, String precision, int threads, List<CellKey> cells) {
    Question(Topic topic, String backend, Precision precision, int threads) {
      this(topic, backend, precision.label(), threads, List.of());
    }

    static Question ofBackends() {
      return new Question(Topic.BACKENDS, "", Precision.F32, 1);
    }

    static Question ofCells(String backend, List<CellKey> cells) {
      return new Question(Topic.CELLS, backend, Precision.F32.label(), 1, cells);
    }
  }

  /**
   * The backends of a plug-in.
   *
   * @param failures why others cannot be used, a sentence each
   */
  record Backends(List<BackendFacts> facts, List<String> failures) {}

  /** Why cells cannot be computed, in the order of the question; empty texts where they can. */
  record Refusals(List<String> reasons) {}

  /** Loss curves. */
  record Curves(List<LossCurve> curves) {}

  /**
   * @param files of the question and the answer
   */
  public static void main(String[] files) throws IOException {
    new ParentWatchdog();
    Question question = Json.read(Path.of(files[0]), Question.class);
    Object answer = answer(question, Plugin.ofThisJvm().orElseThrow());
    Path file = Path.of(files[1]);
    Json.write(unfinished(file), answer);
    Files.move(unfinished(file), file, StandardCopyOption.ATOMIC_MOVE);
    System.exit(0); // whatever threads the library has left behind
  }

  /** Where an answer is written until it is complete. */
  static Path unfinished(Path answer) {
    return answer.resolveSibling(answer.getFileName() + ".part");
  }

  private static Object answer(Question question, Plugin plugin) {
    return switch (question.topic()) {
      case BACKENDS -> backends(BackendRegistry.of(plugin));
      case VERIFICATION -> {
        BackendRegistry registry = BackendRegistry.load();
        Precision precision = Precision.parse(question.precision());
        int threads = question.threads();
        VerifiedBackend verified =
            VerifiedBackend.of(registry, question.backend(), precision, threads);
        yield verified.passed() && threads == 1
            ? verified.onOneThread(registry.find(question.backend()), precision)
            : verified;
      }
      case EXPERIMENT ->
          new Curves(Experiment.curves(LoadedBackends.ofThisJvm(), List.of(question.backend())));
      case CELLS ->
          new Refusals(
              question.cells().stream().map(LoadedBackends.ofThisJvm()::refusalInThisJvm).toList());
    };
  }

  private static Backends backends(BackendRegistry registry) {
    List<BackendFacts> facts = new ArrayList<>();
    List<String> failures = new ArrayList<>(registry.failures());
    for (BackendProvider provider : registry.all()) {
      try {
        facts.add(BackendFacts.of(provider));
      } catch (RuntimeException | LinkageError e) {
        failures.add("the backend '%s': %s".formatted(provider.name(), LoadFailure.reason(e)));
      }
    }
    return new Backends(facts, failures);
  }
}
