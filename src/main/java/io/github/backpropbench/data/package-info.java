/**
 * Data sets, minibatches and their order, on plain arrays. Imports {@code problem}, and nothing
 * else of this project.
 */
@NullMarked
package io.github.backpropbench.data;

import org.jspecify.annotations.NullMarked;
