/**
 * Ratios with intervals, and what may be concluded from them: pure functions of numbers. Imports
 * nothing from this project.
 */
@NullMarked
package io.github.backpropbench.statistics;

import org.jspecify.annotations.NullMarked;
