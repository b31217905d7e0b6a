@NullMarked
package io.github.backpropbench.benchmark;

import org.jspecify.annotations.NullMarked;
