/**
 * What is trained on: the network's shape, one batch of data and the starting weights as plain
 * row-major arrays, seeded or read from a problem file. Imports nothing of this project.
 */
@NullMarked
package io.github.backpropbench.problem;

import org.jspecify.annotations.NullMarked;
