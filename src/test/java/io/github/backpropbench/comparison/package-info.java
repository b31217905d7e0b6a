@NullMarked
package io.github.backpropbench.comparison;

import org.jspecify.annotations.NullMarked;
