package io.github.backpropbench.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.kernel.MachineLoops;
import io.github.backpropbench.kernel.Precision;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorMachineLoopsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void sumsAreMultipliedAndAddedToAsOftenAsTold(int threads) {
    for (Precision precision : Precision.values()) {
      MachineLoops loops = new VectorMachineLoops(threads);
      int rounds = loops.rounds(precision);
      assertThat(MachineLoops.MULTIPLY_ADDS % (rounds * MachineLoops.SUMS)).isZero();
      double mean = 0;
      for (int i = 0; i < MachineLoops.SUMS; i++) {
        double sum = i + 2;
        for (int round = 0; round < rounds; round++) {
          sum = sum * MachineLoops.FACTOR + MachineLoops.ADDEND;
        }
        mean += sum / MachineLoops.SUMS;
      }
      double bound = precision.unitRoundoff() * mean * (rounds + 2 * MachineLoops.SUMS);
      assertThat(loops.multiplyAdd(precision)).isCloseTo(mean, within(bound));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyElementOfATriadIsWritten(int threads) {
    int length = 1 << 12;
    double[] a = new double[length];
    double[] b = new Random(1).doubles(length).toArray();
    double[] c = new Random(2).doubles(length).toArray();
    new VectorMachineLoops(threads).triad(a, b, c);
    for (int i = 0; i < length; i++) {
      assertThat(a[i]).isEqualTo(Math.fma(MachineLoops.FACTOR, c[i], b[i]));
    }
  }
}
