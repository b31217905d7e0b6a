/**
 * The command line: one class a command, and what they share. The only place that knows all the
 * other packages. {@link io.github.backpropbench.cli.Main} is where the program starts, {@link
 * io.github.backpropbench.cli.RootCommand} lists the commands, and {@link
 * io.github.backpropbench.cli.RunSession} is the course of a run.
 */
@NullMarked
package io.github.backpropbench.cli;

import org.jspecify.annotations.NullMarked;
