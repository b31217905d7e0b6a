/** Data sets, minibatches and their order, on plain arrays. Imports nothing of the program. */
@NullMarked
package io.github.backpropbench.data;

import org.jspecify.annotations.NullMarked;
