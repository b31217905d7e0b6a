@NullMarked
package io.github.backpropbench.report.document;

import org.jspecify.annotations.NullMarked;
