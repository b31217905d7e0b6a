package io.github.backpropbench.backend.vector;

import io.github.backpropbench.kernel.MachineLoops;
import io.github.backpropbench.kernel.Precision;

/** The loops in the widest vectors of this JVM, on a team of threads. */
final class VectorMachineLoops implements MachineLoops {
  private final Team team;
  private final double[] means;
  private final Team.Task inF32;
  private final Team.Task inF64;
  private final Triad triad = new Triad();

  VectorMachineLoops(int threads) {
    team = Team.of(threads);
    means = new double[threads];
    int roundsInF32 = rounds(Precision.F32);
    int roundsInF64 = rounds(Precision.F64);
    inF32 = part -> means[part] = MultiplyAddF32.mean(roundsInF32);
    inF64 = part -> means[part] = MultiplyAddF64.mean(roundsInF64);
  }

  @Override
  public int rounds(Precision precision) {
    return MULTIPLY_ADDS / SUMS / (precision == Precision.F32 ? LanesF32.LANES : LanesF64.LANES);
  }

  @Override
  public double multiplyAdd(Precision precision) {
    team.run(precision == Precision.F32 ? inF32 : inF64);
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
    team.run(triad);
  }

  /** Each part is a share of the arrays, of whole vectors. */
  private final class Triad implements Team.Task {
    private double[] a = new double[0];
    private double[] b = a;
    private double[] c = a;

    @Override
    public void run(int part) {
      long vectors = LanesF64.whole(a.length) / LanesF64.LANES;
      int start = (int) (vectors * part / means.length) * LanesF64.LANES;
      int end = (int) (vectors * (part + 1) / means.length) * LanesF64.LANES;
      TriadLoop.run(a, b, c, start, end);
    }
  }
}
