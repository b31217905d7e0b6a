package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.Ratio;

/**
 * The cells of one benchmark and mode together.
 *
 * @param benchmark as JMH names it
 * @param backend whose cells they are; empty for those of all backends
 * @param cells how many have an interval
 * @param ratio the geometric mean of new by old, as the forks have it
 * @param judged the same without what all cells of the comparison have in common
 */
public record GroupMean(
    String benchmark,
    String backend,
    String mode,
    Direction direction,
    int cells,
    Ratio ratio,
    Ratio judged) {}
