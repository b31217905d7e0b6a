package io.github.backpropbench.backend.vector;

import io.github.backpropbench.kernel.MachineLoops;
import io.github.backpropbench.kernel.Precision;
import jdk.incubator.vector.DoubleVector;

/** The loops on the widest vectors of this JVM, on a pool of threads. */
final class VectorMachineLoops implements MachineLoops {
  private final WorkerPool pool;
  private final double[] means;
  private final WorkerPool.Task inF32;
  private final WorkerPool.Task inF64;
  private final Triad triad = new Triad();

  VectorMachineLoops(int threads) {
    pool = WorkerPool.of(threads);
    means = new double[threads];
    int roundsInF32 = rounds(Precision.F32);
    int roundsInF64 = rounds(Precision.F64);
    inF32 = part -> means[part] = MultiplyAddF32.mean(roundsInF32);
    inF64 = part -> means[part] = MultiplyAddF64.mean(roundsInF64);
  }

  @Override
  public int rounds(Precision precision) {
    return MULTIPLY_ADDS
        / SUMS
        / (precision == Precision.F32 ? SpeciesF32.LANES : SpeciesF64.LANES);
  }

  @Override
  public double multiplyAdd(Precision precision) {
    pool.run(precision == Precision.F32 ? inF32 : inF64);
    double sum = 0;
    for (double mean : means) {
      sum += mean;
    }
    return sum / means.length;
  }

  @Override
  public void triad(double[] a, double[] b, double[] c) {
    triad.a = a;
    triad.b = b;
    triad.c = c;
    pool.run(triad);
  }

  /** {@code a = b + FACTOR·c} from start to before end, both multiples of a vector's length. */
  private static void triad(double[] a, double[] b, double[] c, int start, int end) {
    DoubleVector factor = DoubleVector.broadcast(SpeciesF64.SPECIES, FACTOR);
    for (int i = start; i < end; i += SpeciesF64.LANES) {
      DoubleVector.fromArray(SpeciesF64.SPECIES, c, i)
          .fma(factor, DoubleVector.fromArray(SpeciesF64.SPECIES, b, i))
          .intoArray(a, i);
    }
  }

  /** Each part is a share of the arrays, in whole vectors. */
  private final class Triad implements WorkerPool.Task {
    private double[] a = new double[0];
    private double[] b = a;
    private double[] c = a;

    @Override
    public void run(int part) {
      long vectors = SpeciesF64.loopBound(a.length) / SpeciesF64.LANES;
      int start = (int) (vectors * part / means.length) * SpeciesF64.LANES;
      int end = (int) (vectors * (part + 1) / means.length) * SpeciesF64.LANES;
      VectorMachineLoops.triad(a, b, c, start, end);
    }
  }
}
