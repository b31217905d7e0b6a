@NullMarked
package io.github.backpropbench.report.analysis;

import org.jspecify.annotations.NullMarked;
