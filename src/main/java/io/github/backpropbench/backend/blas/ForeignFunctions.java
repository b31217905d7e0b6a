package io.github.backpropbench.backend.blas;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.nio.Buffer;
import java.util.List;
import java.util.Map;

/**
 * Java's foreign function interface, found by reflection: this program is compiled for a Java that
 * does not have it. Its memory segments therefore appear as objects.
 */
final class ForeignFunctions {
  /** The first Java with the interface in its final form. */
  static final int FIRST_JAVA = 22;

  private static final String PACKAGE = "java.lang.foreign.";

  /** The layouts of numbers by their types. */
  private static final Map<Class<?>, String> LAYOUTS =
      Map.of(
          int.class, "JAVA_INT",
          float.class, "JAVA_FLOAT",
          double.class, "JAVA_DOUBLE");

  private ForeignFunctions() {}

  /** Whether this Java has the interface. */
  static boolean areThere() {
    return Runtime.version().feature() >= FIRST_JAVA;
  }

  /**
   * A segment that stands for an array of the heap. On a Java without the interface it is the array
   * itself.
   */
  static Object segment(float[] values) {
    return areThere() ? segment("ofArray", float[].class, values) : values;
  }

  /** As {@link #segment(float[])}. */
  static Object segment(double[] values) {
    return areThere() ? segment("ofArray", double[].class, values) : values;
  }

  /** A segment that stands for the memory of a buffer, and keeps it. */
  static Object segment(Buffer memory) {
    return segment("ofBuffer", Buffer.class, memory);
  }

  private static Object segment(String method, Class<?> parameter, Object argument) {
    try {
      return type("MemorySegment").getMethod(method, parameter).invoke(null, argument);
    } catch (ReflectiveOperationException e) {
      throw failure(e);
    }
  }

  /**
   * A handle that calls a native function.
   *
   * @param address of the function
   * @param type of the handle: numbers, and objects for segments whose start is passed
   * @param onHeap whether segments may stand for arrays of the heap. The function is then what Java
   *     calls critical: the thread stays in Java, so neither the garbage collector nor anything
   *     else that stops all threads can start before the function returns. Otherwise the thread
   *     leaves Java for the time of the call
   * @throws IllegalStateException if it cannot be linked; the message is the reason
   */
  static MethodHandle link(long address, MethodType type, boolean onHeap) {
    try {
      Class<?> linkers = type("Linker");
      Class<?> options = type("Linker$Option");
      Object chosen = Array.newInstance(options, onHeap ? 1 : 0);
      if (onHeap) {
        Array.set(chosen, 0, options.getMethod("critical", boolean.class).invoke(null, true));
      }
      Class<?> segments = type("MemorySegment");
      Object function =
          linkers
              .getMethod("downcallHandle", segments, type("FunctionDescriptor"), chosen.getClass())
              .invoke(
                  linkers.getMethod("nativeLinker").invoke(null),
                  segment("ofAddress", long.class, address),
                  descriptor(type),
                  chosen);
      return ((MethodHandle) function).asType(type);
    } catch (ReflectiveOperationException e) {
      throw failure(e);
    }
  }

  private static IllegalStateException failure(ReflectiveOperationException e) {
    return e instanceof InvocationTargetException && e.getCause() != null
        ? new IllegalStateException(e.getCause().getMessage(), e)
        : new IllegalStateException(e.toString(), e);
  }

  private static Object descriptor(MethodType type) throws ReflectiveOperationException {
    Class<?> layouts = type("MemoryLayout");
    List<Class<?>> parameters = type.parameterList();
    Object parameterLayouts = Array.newInstance(layouts, parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      Array.set(parameterLayouts, i, layout(parameters.get(i)));
    }
    Class<?> descriptors = type("FunctionDescriptor");
    return type.returnType() == void.class
        ? descriptors
            .getMethod("ofVoid", parameterLayouts.getClass())
            .invoke(null, parameterLayouts)
        : descriptors
            .getMethod("of", layouts, parameterLayouts.getClass())
            .invoke(null, layout(type.returnType()), parameterLayouts);
  }

  private static Object layout(Class<?> type) throws ReflectiveOperationException {
    return type("ValueLayout").getField(LAYOUTS.getOrDefault(type, "ADDRESS")).get(null);
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name);
  }

  /** What a linked function throws, which declares anything and throws nothing checked. */
  static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown);
  }
}
