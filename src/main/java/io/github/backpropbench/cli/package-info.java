/**
 * The command line: one class per command, and what they share. It may import all other packages,
 * and none of them may import it. {@link io.github.backpropbench.cli.Main} is where the program
 * starts, {@link io.github.backpropbench.cli.RootCommand} lists the commands, and {@link
 * io.github.backpropbench.cli.RunSession} is the course of a run.
 */
@NullMarked
package io.github.backpropbench.cli;

import org.jspecify.annotations.NullMarked;
