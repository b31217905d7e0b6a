@NullMarked
package io.github.backpropbench.report;

import org.jspecify.annotations.NullMarked;
