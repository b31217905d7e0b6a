package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.results.Factor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two kinds of autograd, in the words of those who know them from PyTorch and JAX. */
public final class AutogradWords {
  /** The levels, in their order. */
  static final List<String> LEVELS =
      Stream.of(GradientKind.AUTOGRAD, GradientKind.GRAPH).map(GradientKind::label).toList();

  private static final String EAGER = LEVELS.get(0);

  /** How the baselines outside the JVM that have a kind of autograd are known. */
  private static final Map<String, String> OUTSIDE =
      Map.of(
          "pytorch", "PyTorch eager",
          "pytorch-compile", "torch.compile",
          "jax-step", "JAX's jit of a step",
          "jax-loop", "JAX's jit of the whole loop");

  private AutogradWords() {}

  /** What is done at another value than the baseline: {@code autograd, eager}. */
  static String change(Factor factor, String value) {
    return isOne(factor, value)
        ? value + (value.equals(EAGER) ? ", eager" : ", traced and fused")
        : factor.change(value);
  }

  /** The same for a group of rows; a graph that is op by op is not fused. */
  public static String change(Factor factor, Group group) {
    String value = group.value(factor);
    boolean opByOp = group.value(Factor.FUSION).equals(FusionKind.OFF.label());
    return opByOp && isOne(factor, value) && !value.equals(EAGER)
        ? value + ", traced"
        : change(factor, value);
  }

  static boolean isOne(Factor factor, String value) {
    return factor == Factor.GRADIENT && LEVELS.contains(value);
  }

  /** What the measured ones are, in a sentence each; empty if none was compared with manual. */
  public static String explained(RunAnalysis analysis) {
    return explained(analysis.contrasts(Factor.GRADIENT));
  }

  /** The same of some contrasts. */
  static String explained(Collection<JudgedContrast> contrasts) {
    Set<String> measured =
        contrasts.stream()
            .filter(one -> one.contrast().factor() == Factor.GRADIENT)
            .map(one -> one.contrast().cell().value(Factor.GRADIENT))
            .collect(Collectors.toSet());
    return LEVELS.stream()
        .filter(measured::contains)
        .map(AutogradWords::explained)
        .collect(Collectors.joining(" "));
  }

  private static String explained(String level) {
    return level.equals(EAGER)
        ? "Eager: each step records its operations one by one and walks them back, as PyTorch does"
            + " by default. Manual gradients use fused operations, which it cannot; that is part of"
            + " its cost."
        : "Traced and fused: the operations are recorded once for each batch size, fused where the"
            + " backend can, and replayed in each step; torch.compile and JAX's jit also compile them.";
  }

  /** The name of a baseline outside the JVM; its label if it is not known. */
  static String outside(RunAnalysis analysis, String backend) {
    return OUTSIDE.getOrDefault(backend, analysis.run().backends().label(backend));
  }
}
