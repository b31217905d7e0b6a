/** Tests of the command line, in this process where that is possible. */
@NullMarked
package io.github.backpropbench.cli;

import org.jspecify.annotations.NullMarked;
