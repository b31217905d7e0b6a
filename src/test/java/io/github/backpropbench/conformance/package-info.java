/**
 * The conformance kit: what every backend must do, as tests to subclass. It is a jar of its own,
 * for backends outside this project, so it uses nothing else of the tests.
 */
@NullMarked
package io.github.backpropbench.conformance;

import org.jspecify.annotations.NullMarked;
