package io.github.backpropbench.results;

import io.github.backpropbench.kernel.Labelled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The properties of a factor; a builder, because few factors have all of them. */
final class FactorDefinition {
  final String meaning;
  String option = "";
  String valueName = "";
  Function<String, ?> parser = text -> text;
  List<String> defaults = List.of();
  List<String> order = List.of();
  final List<List<String>> impliedWith = new ArrayList<>();

  /** The end of the name of the benchmark whose cells all have the factor; empty for none. */
  String impliedIn = "";

  String baseline = "";
  boolean method;
  boolean control;
  boolean joined;
  boolean named;

  FactorDefinition(String meaning) {
    this.meaning = meaning;
  }

  FactorDefinition option(
      String name, String oneValue, Function<String, ?> parse, String... usual) {
    option = name;
    valueName = oneValue;
    return values(parse, usual);
  }

  FactorDefinition values(Function<String, ?> parse, String... usual) {
    parser = parse;
    defaults = List.of(usual);
    return this;
  }

  FactorDefinition ordered(Labelled... values) {
    return ordered(Arrays.stream(values).map(Labelled::label).toArray(String[]::new));
  }

  FactorDefinition ordered(String... values) {
    order = List.of(values);
    return this;
  }

  FactorDefinition baseline(String value) {
    baseline = value;
    return this;
  }

  /** Cells that have all of these other factors have this one, too; may be called repeatedly. */
  FactorDefinition impliedWith(String... names) {
    impliedWith.add(List.of(names));
    return this;
  }

  /** All cells of the benchmark of whole trainings have this one. */
  FactorDefinition ofTrainings() {
    impliedIn = ".ConvergenceBenchmark.train";
    return this;
  }

  FactorDefinition ofMethod() {
    method = true;
    return this;
  }

  FactorDefinition ofControl() {
    control = true;
    return this;
  }

  FactorDefinition named() {
    named = true;
    return this;
  }

  FactorDefinition joined() {
    joined = true;
    return this;
  }
}
