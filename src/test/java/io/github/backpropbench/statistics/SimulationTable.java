package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.statistics.Simulation.Shares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The tables of {@code src/docs/statistics.md}, written into it by {@code mvn test
 * -Dtest=SimulationTable -Dsimulation=full}, in some minutes. {@code -Dsimulation.families} makes
 * it shorter, and the shares less sure.
 */
@EnabledIfSystemProperty(named = "simulation", matches = "full")
class SimulationTable {
  private static final Path DOCUMENT = Path.of("src/docs/statistics.md");
  private static final String BEGIN = "<!-- simulated: begin -->\n";
  private static final String END = "<!-- simulated: end -->\n";
  private static final int FAMILIES = Integer.getInteger("simulation.families", 400);
  private static final int[] FORKS = {14, 20, 30};

  private final Map<String, NoiseModel> noises = new LinkedHashMap<>();

  /** Each is computed by itself, all of them side by side. */
  private final List<Supplier<String>> lines = new ArrayList<>();

  @Test
  void writeTheTables() throws IOException {
    NoiseModel alone = NoiseFit.of(RecordedForks.of("alone"));
    noises.put("alone", alone);
    noises.put("uneven", alone.withUnevenness(0.8));
    noises.put("busy", NoiseFit.of(RecordedForks.of("busy")));
    addNoises();
    addSizes();
    addMethods();
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    assertThat(end).isGreaterThan(begin);
    Files.writeString(
        DOCUMENT,
        document.substring(0, begin)
            + "\n"
            + lines.parallelStream().map(Supplier::get).collect(Collectors.joining("\n"))
            + "\n\n"
            + document.substring(end));
  }

  private void addNoises() {
    add("The noise, as standard deviations, and as share × mean size of what is rare:");
    add("");
    add(
        "| noise | forks | drift in a run | runs | cell from run to run | slow forks"
            + " | usual iteration |");
    add("|---|--:|--:|--:|--:|--:|--:|");
    noises.forEach(
        (name, noise) ->
            add(
                "| %s | %s | %s | %s | %s | %s × %s | +%s |"
                    .formatted(
                        name,
                        percent(noise.fork()),
                        percent(noise.drift()),
                        percent(noise.shift()),
                        percent(noise.cellShift()),
                        percent(noise.slowForks()),
                        percent(noise.slowForkSize()),
                        percent(noise.disturbance()))));
    add("");
  }

  private void addMethods() {
    add("One cell in two runs, 100 cells in a family:");
    add("");
    add("| method | noise | forks | intervals cover | families with a false alarm | 5 % found |");
    add("|---|---|--:|--:|--:|--:|");
    for (SummaryMethod method : SummaryMethod.ALL) {
      noises.forEach(
          (name, noise) -> {
            for (int forks : FORKS) {
              Simulation simulation = new Simulation(noise, 100, forks, FAMILIES);
              lines.add(() -> row(method.name(), name, forks, simulation.betweenRuns(method, 1)));
            }
          });
    }
    add("");
  }

  private void addSizes() {
    add("The chosen method by the number of cells and forks:");
    add("");
    add("| noise | cells | forks | intervals cover | families with a false alarm | 5 % found |");
    add("|---|--:|--:|--:|--:|--:|");
    noises.forEach(
        (name, noise) -> {
          for (int cells : new int[] {10, 40, 100}) {
            for (int forks : new int[] {14, 15, 20, 30}) {
              Simulation simulation = new Simulation(noise, cells, forks, FAMILIES);
              lines.add(
                  () ->
                      "| %s | %d | %d | %s |"
                          .formatted(
                              name,
                              cells,
                              forks,
                              columns(simulation.betweenRuns(SummaryMethod.CHOSEN, 2))));
            }
          }
        });
    add("");
  }

  private static String row(String first, String second, int forks, Shares shares) {
    return "| %s | %s | %d | %s |".formatted(first, second, forks, columns(shares));
  }

  private static String columns(Shares shares) {
    return "%s | %s | %s"
        .formatted(percent(shares.coverage()), percent(shares.alarms()), percent(shares.found()));
  }

  private void add(String line) {
    lines.add(() -> line);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
