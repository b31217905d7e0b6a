package io.github.backpropbench.results;

/** A cell, and how each of its forks measures. */
public record PlannedCell(CellKey cell, IterationSettings iterations) {}
