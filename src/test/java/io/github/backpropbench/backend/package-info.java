/** The conformance kit, tried on kernels with faults; what adapters inherit. */
@NullMarked
package io.github.backpropbench.backend;

import org.jspecify.annotations.NullMarked;
