package io.github.backpropbench.kernel;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Kernels that are wrong on purpose: one operation's result is off in one element, by 1 %. */
public final class WrongKernel {
  private static final double OFF = 1.01;

  /** Which operation is wrong. */
  public enum Fault {
    MULTIPLY("multiply"),
    MULTIPLY_TRANSPOSED_LEFT("multiplyTransposedLeft"),
    MULTIPLY_TRANSPOSED_RIGHT("multiplyTransposedRight"),
    ADD_ROW("addRow"),
    RELU("relu"),
    RELU_GRADIENT("reluGradient"),
    SUBTRACT("subtract"),
    SCALE("scale"),
    SUM_OF_SQUARES("sumOfSquares"),
    SUM_ROWS("sumRows"),
    ADD_SCALED("addScaled"),
    ADAM_UPDATE("adamUpdate"),
    MOMENTUM_UPDATE("momentumUpdate"),
    COPY_ROWS("copyRows"),
    CROSS_ENTROPY("crossEntropy");

    private final String method;

    Fault(String method) {
      this.method = method;
    }
  }

  private WrongKernel() {}

  /** The kernel with the fault. */
  @SuppressWarnings("unchecked")
  public static <M> MatrixKernel<M> of(MatrixKernel<M> kernel, Fault fault) {
    return (MatrixKernel<M>)
        Proxy.newProxyInstance(
            WrongKernel.class.getClassLoader(),
            new Class<?>[] {MatrixKernel.class},
            (proxy, method, arguments) ->
                // A default is built from the other operations, of which one is wrong.
                method.isDefault() && !method.getName().equals(fault.method)
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : invoke(kernel, fault, method, arguments));
  }

  @SuppressWarnings("unchecked")
  private static <M> Object invoke(
      MatrixKernel<M> kernel, Fault fault, Method method, Object[] arguments) throws Throwable {
    Object result;
    try {
      result = method.invoke(kernel, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (!method.getName().equals(fault.method)) {
      return result;
    }
    if (result instanceof Double number) {
      return number * OFF;
    }
    spoil(kernel, (M) arguments[arguments.length - 1]);
    return result;
  }

  private static <M> void spoil(MatrixKernel<M> kernel, M matrix) {
    double[] values = new double[kernel.rows(matrix) * kernel.columns(matrix)];
    kernel.download(matrix, values);
    int largest = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
    }
    values[largest] *= OFF;
    kernel.upload(values, matrix);
  }
}
