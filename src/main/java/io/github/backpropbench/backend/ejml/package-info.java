/**
 * Backend {@code ejml}: the Efficient Java Matrix Library's row-major dense matrices and its {@code
 * CommonOps}; with several threads, {@code CommonOps_MT} for large products. The float64 classes
 * are derived from the float32 sources by the build. Imports {@code kernel} and EJML only.
 */
@NullMarked
package io.github.backpropbench.backend.ejml;

import org.jspecify.annotations.NullMarked;
