/**
 * What samples say: ratios with intervals, and what may be concluded from them. Pure functions of
 * numbers; imports nothing of this project.
 */
@NullMarked
package io.github.backpropbench.statistics;

import org.jspecify.annotations.NullMarked;
