package io.github.backpropbench.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkNamesTest {
  @ParameterizedTest
  @CsvSource({
    "a.hash.MapBench.get a.tree.MapBench.get, hash.MapBench.get tree.MapBench.get",
    "a.x.M.g b.x.M.g b.y.M.g, a.x.M.g b.x.M.g y.M.g",
    "a.hash.M.g a.rehash.M.g, hash.M.g rehash.M.g",
    "M.g x.M.g, M.g x.M.g",
    "a.Outer.Inner.get a.Other.Inner.get, Outer.Inner.get Other.Inner.get",
    "a.b.M.get a.b.M.put, M.get M.put",
    "a.b.M.get a.b.N.get, M.get N.get",
    "noDots, noDots",
    "a.M.g a.m.g, M.g m.g",
  })
  void theShortestEndThatNoOtherHas(String benchmarks, String names) {
    List<String> all = List.of(benchmarks.split(" "));
    assertThat(all.stream().map(BenchmarkNames.of(all)::get)).containsExactly(names.split(" "));
  }
}
