package io.github.backpropbench.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backpropbench.kernel.AdamSchedule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which element-wise operations two threads share. */
class ParallelElementsTest {
  private static final int ROWS = 1024;
  private static final int COLUMNS = 32;

  private final ParallelVectorKernelF32 kernel = new ParallelVectorKernelF32(2);
  private final VectorMatrixF32 out = new VectorMatrixF32(ROWS, COLUMNS);

  /** Long enough for the calling thread's half only. */
  private final VectorMatrixF32 half = new VectorMatrixF32(ROWS, COLUMNS / 2);

  @TestFactory
  Iterable<DynamicTest> theSecondHalfIsTheOtherThreads() {
    Map<String, Runnable> operations = new LinkedHashMap<>();
    operations.put("relu", () -> kernel.relu(half, out));
    operations.put("reluGradient", () -> kernel.reluGradient(half, out, out));
    operations.put("subtract", () -> kernel.subtract(half, out, out));
    operations.put("scale", () -> kernel.scale(2, half, out));
    operations.put("addScaled", () -> kernel.addScaled(2, half, out));
    operations.put("momentumUpdate", () -> kernel.momentumUpdate(0.9, 0.1, half, out, out));
    operations.put(
        "adamUpdate", () -> kernel.adamUpdate(new AdamSchedule(0.1), half, out, out, out));
    return operations.entrySet().stream()
            .map(
                operation ->
                    DynamicTest.dynamicTest(
                        operation.getKey(), () -> failsThere(operation.getValue())))
        ::iterator;
  }

  private static void failsThere(Runnable operation) {
    assertThatThrownBy(operation::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a part of a parallel operation failed");
  }

  @Test
  void smallOnesStayOnTheCallingThread() {
    VectorMatrixF32 small = new VectorMatrixF32(64, 32);
    assertThatThrownBy(() -> kernel.relu(new VectorMatrixF32(64, 16), small))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void theSquaredErrorOfRaggedRowsIsThatOfAllOfThem() {
    for (int rows : new int[] {1, 3, 63, 1023, 4095}) {
      VectorMatrixF32 ones = new VectorMatrixF32(rows, 32_768 / rows + 1);
      VectorMatrixF32 zeros = new VectorMatrixF32(ones.rows, ones.columns);
      VectorMatrixF32 gradient = new VectorMatrixF32(ones.rows, ones.columns);
      Arrays.fill(ones.values, 1);
      assertThat(kernel.squaredError(ones, zeros, gradient))
          .isEqualTo((double) rows * ones.columns);
    }
  }
}
