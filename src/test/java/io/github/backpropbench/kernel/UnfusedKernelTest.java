package io.github.backpropbench.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Primitive operations reach the kernel behind, combinations only as primitive operations. */
class UnfusedKernelTest {
  private static final Object MATRIX = new Object();

  /** What is not a combination of other operations, although it has a default. */
  private static final List<String> PRIMITIVES_WITH_DEFAULTS = List.of("copy");

  private final List<String> reached = new ArrayList<>();

  @SuppressWarnings("unchecked") // a proxy of the interface, whatever the matrix
  private final MatrixKernel<Object> behind =
      (MatrixKernel<Object>)
          Proxy.newProxyInstance(
              MatrixKernel.class.getClassLoader(),
              new Class<?>[] {MatrixKernel.class},
              (proxy, method, arguments) -> {
                reached.add(method.getName());
                return argument(method.getReturnType());
              });

  static Stream<Method> operations() {
    return Arrays.stream(MatrixKernel.class.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }

  static Stream<Method> primitives() {
    return operations().filter(UnfusedKernelTest::isPrimitive);
  }

  static Stream<Method> combinations() {
    return operations().filter(method -> !isPrimitive(method));
  }

  private static boolean isPrimitive(Method method) {
    return !method.isDefault() || PRIMITIVES_WITH_DEFAULTS.contains(method.getName());
  }

  @ParameterizedTest
  @MethodSource("primitives")
  void aPrimitiveOperationIsPassedOn(Method operation) throws ReflectiveOperationException {
    apply(operation);
    assertThat(reached).containsExactly(operation.getName());
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void aCombinationIsDoneOpByOp(Method operation) throws ReflectiveOperationException {
    apply(operation);
    assertThat(reached)
        .hasSizeGreaterThan(1)
        .isSubsetOf(primitives().map(Method::getName).toList());
  }

  private void apply(Method operation) throws ReflectiveOperationException {
    Object[] arguments = Arrays.stream(operation.getParameterTypes()).map(this::argument).toArray();
    operation.invoke(FusionKind.OFF.of(behind), arguments);
  }

  private Object argument(Class<?> type) {
    if (type == double.class) {
      return 1.0;
    }
    if (type == int.class) {
      return 1;
    }
    if (type == AdamSchedule.class) {
      return new AdamSchedule(1.0);
    }
    if (type == TwoLayers.class) {
      return new TwoLayers<>(
          MATRIX, MATRIX, MATRIX, MATRIX, MATRIX, MATRIX, MATRIX, MATRIX, MATRIX, MATRIX, MATRIX,
          MATRIX, MATRIX);
    }
    if (type == Precision.class) {
      return Precision.F64;
    }
    if (type == double[].class) {
      return new double[1];
    }
    return type == int[].class ? new int[1] : MATRIX;
  }
}
