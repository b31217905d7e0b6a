package io.github.backpropbench.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What one call of the program printed and returned.
 *
 * @param status the exit status
 */
record Program(int status, String out, String err) {

  /** Runs one of the program's own commands in this process. */
  static Program run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Program(status, out.toString(), err.toString());
  }
}
