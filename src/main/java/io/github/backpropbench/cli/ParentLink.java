package io.github.backpropbench.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

/**
 * A connection between two JVMs that breaks when the first one dies, however it dies. The second
 * one then ends at once, as if it had been killed itself: otherwise it would go on measuring, and
 * keep its journal locked, when its user believes it dead.
 */
final class ParentLink implements Closeable {
  /** The environment variable with the port. No system property: forks would show it as theirs. */
  private static final String VARIABLE = "BACKPROP_BENCH_PARENT_PORT";

  private static final int KILLED = 137; // as the shell says of a process that was killed

  private final ServerSocket server;

  private ParentLink(ServerSocket server) {
    this.server = server;
  }

  /** The end that is held. */
  static ParentLink create() throws IOException {
    return new ParentLink(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
  }

  /** Tells the process that gets this environment where to connect to. */
  void holdWith(Map<String, String> environment) {
    environment.put(VARIABLE, Integer.toString(server.getLocalPort()));
  }

  /** Whether this JVM was started by another that holds it. */
  static boolean isHeld() {
    return System.getenv(VARIABLE) != null;
  }

  /** Connects to the JVM that holds this one, and ends with it. */
  static void follow() throws IOException {
    int port = Integer.parseInt(System.getenv(VARIABLE));
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    Thread thread = new Thread(() -> endWith(socket), "parent-link");
    thread.setDaemon(true);
    thread.start();
  }

  private static void endWith(Socket socket) {
    try (socket) {
      int ignored = socket.getInputStream().read(); // never sent: it ends when the other JVM ends
    } catch (IOException e) {
      // Broken, which means the same.
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(KILLED);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
