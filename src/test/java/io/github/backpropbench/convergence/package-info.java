@NullMarked
package io.github.backpropbench.convergence;

import org.jspecify.annotations.NullMarked;
