@NullMarked
package io.github.backpropbench.report.render;

import org.jspecify.annotations.NullMarked;
