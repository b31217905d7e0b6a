@NullMarked
package io.github.backpropbench.statistics;

import org.jspecify.annotations.NullMarked;
