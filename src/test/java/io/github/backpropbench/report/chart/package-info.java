@NullMarked
package io.github.backpropbench.report.chart;

import org.jspecify.annotations.NullMarked;
