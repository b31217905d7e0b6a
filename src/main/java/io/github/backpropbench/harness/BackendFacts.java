package io.github.backpropbench.harness;

import io.github.backpropbench.engine.DirectTraining;
import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.results.BackendDescription;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * What must be known of a backend to plan and start its forks. A backend of a plug-in is asked in
 * another JVM, which sends this as JSON.
 *
 * @param engine whether it is an engine
 * @param directStep whether it has a step without the kernel interface
 * @param jvmArguments that its forks need
 * @param warmupMilliseconds the least warm-up of its cells
 * @param warnings what slows it down here, a sentence each
 * @param threadRefusals why it cannot compute on 1, 2, … threads, up to one more than there are
 *     processors; empty texts where it can
 */
public record BackendFacts(
    BackendDescription description,
    boolean engine,
    boolean directStep,
    List<String> jvmArguments,
    long warmupMilliseconds,
    List<String> warnings,
    List<String> threadRefusals) {

  public BackendFacts {
    jvmArguments = List.copyOf(jvmArguments);
    warnings = List.copyOf(warnings);
    threadRefusals = List.copyOf(threadRefusals);
  }

  /** What a backend says in this JVM. */
  public static BackendFacts of(BackendProvider provider) {
    BackendDescription description = BackendProbe.describe(provider);
    return new BackendFacts(
        description,
        provider instanceof EngineProvider,
        provider instanceof DirectTraining,
        provider.jvmArguments(),
        provider.warmup().toMillis(),
        description.isAvailable() ? provider.warnings() : List.of(),
        IntStream.rangeClosed(1, Runtime.getRuntime().availableProcessors() + 1)
            .mapToObj(
                threads ->
                    description.isAvailable()
                        ? provider.availability(threads).reason()
                        : description.unavailable())
            .toList());
  }

  public String name() {
    return description.name();
  }

  /** Why it cannot compute on that number of threads; empty if it can. */
  public String refusal(int threads) {
    return threadRefusals.get(Math.min(threads, threadRefusals.size()) - 1);
  }

  public Duration warmup() {
    return Duration.ofMillis(warmupMilliseconds);
  }

  /** The same backend as part of a plug-in with these jars. */
  public BackendFacts inPlugin(List<String> paths, SortedMap<String, String> hashes) {
    return new BackendFacts(
        description.inPlugin(paths, hashes),
        engine,
        directStep,
        jvmArguments,
        warmupMilliseconds,
        warnings,
        threadRefusals);
  }
}
