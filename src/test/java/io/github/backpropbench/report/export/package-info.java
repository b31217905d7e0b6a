@NullMarked
package io.github.backpropbench.report.export;

import org.jspecify.annotations.NullMarked;
