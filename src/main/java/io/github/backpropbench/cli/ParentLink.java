package io.github.backpropbench.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;

/**
 * A socket between a JVM and the one that it starts. It breaks when the parent dies, however that
 * happens. The child then ends at once, as if it had been killed itself: otherwise it would keep
 * measuring, with its journal locked, when its user believes it dead.
 */
final class ParentLink implements Closeable {
  /** Holds the port. Not a system property, which would show among the flags of forks. */
  private static final String VARIABLE = "BACKPROP_BENCH_PARENT_PORT";

  private static final int KILLED = 137; // what a shell reports for a killed process

  /** Enough for a connection that is there already. */
  private static final int ACCEPT_MILLISECONDS = 100;

  private final ServerSocket server;

  private ParentLink(ServerSocket server) {
    this.server = server;
  }

  /** Opens the parent's end. */
  static ParentLink open() throws IOException {
    return new ParentLink(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
  }

  /** Tells the child, by its environment, where to connect. */
  void announceIn(Map<String, String> environment) {
    environment.put(VARIABLE, Integer.toString(server.getLocalPort()));
  }

  /** Whether this JVM is such a child. */
  static boolean isChild() {
    return System.getenv(VARIABLE) != null;
  }

  /** Connects this JVM to its parent, and ends it when the parent dies. */
  static void connect() throws IOException {
    int port = Integer.parseInt(System.getenv(VARIABLE));
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    Thread thread = new Thread(() -> haltAtEndOf(socket), "parent-link");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Whether the child, which has ended, had connected: if not, it did not reach its main method.
   */
  boolean wasConnected() throws IOException {
    server.setSoTimeout(ACCEPT_MILLISECONDS);
    try {
      server.accept().close();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static void haltAtEndOf(Socket socket) {
    try (socket) {
      int ignored =
          socket.getInputStream().read(); // nothing is ever sent: returns when the parent dies
    } catch (IOException e) {
      // The connection is broken, which means the same.
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(KILLED);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
