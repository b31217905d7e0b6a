/**
 * What is trained, and how: the network's shape, the kinds of gradient and optimizer by name, one
 * batch of data and the starting weights as plain row-major arrays, seeded or read from a problem
 * file. Also how a file that a user names is opened, and what is wrong with its JSON. Imports
 * {@code kernel}, for labels, and nothing else of this project.
 */
@NullMarked
package io.github.backpropbench.problem;

import org.jspecify.annotations.NullMarked;
