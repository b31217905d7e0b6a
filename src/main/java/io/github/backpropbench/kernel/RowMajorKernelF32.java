package io.github.backpropbench.kernel;

/**
 * A kernel over a library whose matrices are row-major arrays: one array for a whole matrix, or one
 * for each row. A subclass allocates, says where the arrays are, and multiplies; all other
 * operations are loops over the arrays. It overrides what its library does faster, and the combined
 * operations that its library has.
 *
 * <p>A matrix may also be in memory that Java cannot loop over quickly, such as a native library's.
 * Then its array is a copy, which {@link #fetch} and {@link #store} keep up to date.
 *
 * @param <M> the library's matrix, or a thin wrapper around it
 */
public abstract class RowMajorKernelF32<M> implements MatrixKernel<M> {
  private final RowSumsF32 sums = new RowSumsF32();

  /**
   * The elements of the whole matrix or, if there is an array for each row, of a row. Called by
   * each operation, so it only returns a field.
   *
   * @param row always 0 if there is one array
   */
  protected abstract float[] array(M matrix, int row);

  /** The number of the matrix's arrays: 1, or its rows. */
  protected int arrays(M matrix) {
    return 1;
  }

  @Override
  public int rows(M matrix) {
    return arrays(matrix) * array(matrix, 0).length / columns(matrix);
  }

  /** Called before the matrix's arrays are read: makes them hold its elements, if they do not. */
  protected void fetch(M matrix) {}

  /** Called after the matrix's arrays were written: makes the matrix hold their elements. */
  protected void store(M matrix) {}

  @Override
  public Precision precision() {
    return Precision.F32;
  }

  @Override
  public void upload(double[] rowMajor, M into) {
    int at = 0;
    for (int i = 0; i < arrays(into); i++) {
      float[] values = array(into, i);
      for (int j = 0; j < values.length; j++) {
        values[j] = (float) rowMajor[at++];
      }
    }
    store(into);
  }

  @Override
  public void download(M from, double[] rowMajor) {
    fetch(from);
    int at = 0;
    for (int i = 0; i < arrays(from); i++) {
      for (float value : array(from, i)) {
        rowMajor[at++] = value;
      }
    }
  }

  @Override
  public void addRow(M a, M row, M out) {
    fetch(a);
    fetch(row);
    float[] added = array(row, 0);
    for (int i = 0; i < arrays(out); i++) {
      sums.addRow(array(a, i), added, array(out, i), added.length);
    }
    store(out);
  }

  @Override
  public void relu(M a, M out) {
    fetch(a);
    for (int i = 0; i < arrays(out); i++) {
      ElementLoopsF32.relu(array(a, i), array(out, i));
    }
    store(out);
  }

  @Override
  public void reluGradient(M upstream, M input, M out) {
    fetch(upstream);
    fetch(input);
    for (int i = 0; i < arrays(out); i++) {
      ElementLoopsF32.reluGradient(array(upstream, i), array(input, i), array(out, i));
    }
    store(out);
  }

  @Override
  public void subtract(M a, M b, M out) {
    fetch(a);
    fetch(b);
    for (int i = 0; i < arrays(out); i++) {
      ElementLoopsF32.subtract(array(a, i), array(b, i), array(out, i));
    }
    store(out);
  }

  @Override
  public void scale(double factor, M a, M out) {
    fetch(a);
    for (int i = 0; i < arrays(out); i++) {
      ElementLoopsF32.scale((float) factor, array(a, i), array(out, i));
    }
    store(out);
  }

  @Override
  public double sumOfSquares(M a) {
    fetch(a);
    double sum = 0;
    for (int i = 0; i < arrays(a); i++) {
      sum += sums.sumOfSquares(array(a, i));
    }
    return sum;
  }

  @Override
  public void sumRows(M a, M out) {
    fetch(a);
    float[] into = array(out, 0);
    int arrays = arrays(a);
    if (arrays == 1) {
      sums.sumRows(array(a, 0), into, into.length);
    } else {
      System.arraycopy(array(a, 0), 0, into, 0, into.length);
      for (int i = 1; i < arrays; i++) {
        ElementLoopsF32.addScaled(1, array(a, i), into);
      }
    }
    store(out);
  }

  @Override
  public void addScaled(double factor, M a, M into) {
    fetch(a);
    fetch(into);
    for (int i = 0; i < arrays(into); i++) {
      ElementLoopsF32.addScaled((float) factor, array(a, i), array(into, i));
    }
    store(into);
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule, M gradient, M firstMoment, M secondMoment, M parameter) {
    fetch(gradient);
    fetch(firstMoment);
    fetch(secondMoment);
    fetch(parameter);
    for (int i = 0; i < arrays(parameter); i++) {
      ElementLoopsF32.adamUpdate(
          schedule,
          array(gradient, i),
          array(firstMoment, i),
          array(secondMoment, i),
          array(parameter, i));
    }
    store(firstMoment);
    store(secondMoment);
    store(parameter);
  }

  @Override
  public void momentumUpdate(
      double momentum, double learningRate, M gradient, M velocity, M parameter) {
    fetch(gradient);
    fetch(velocity);
    fetch(parameter);
    float rate = (float) learningRate;
    for (int i = 0; i < arrays(parameter); i++) {
      ElementLoopsF32.momentumUpdate(
          (float) momentum, rate, array(gradient, i), array(velocity, i), array(parameter, i));
    }
    store(velocity);
    store(parameter);
  }

  @Override
  public void copyRows(M from, int[] rows, int first, M out) {
    fetch(from);
    int count = rows(out);
    int columns = columns(out);
    if (arrays(from) == 1 && arrays(out) == 1) {
      RowLoopsF32.copyRows(array(from, 0), rows, first, array(out, 0), count, columns);
    } else {
      for (int i = 0; i < count; i++) {
        System.arraycopy(array(from, rows[first + i]), 0, array(out, i), 0, columns);
      }
    }
    store(out);
  }

  @Override
  public double crossEntropy(M logits, M target, M gradient) {
    fetch(logits);
    fetch(target);
    int arrays = arrays(gradient);
    int rows = rows(gradient);
    int columns = columns(gradient);
    double sum = 0;
    for (int i = 0; i < arrays; i++) {
      float[] into = array(gradient, i);
      sum +=
          RowLoopsF32.crossEntropy(
              array(logits, i), array(target, i), into, rows / arrays, columns, columns, 1);
      if (arrays > 1) {
        ElementLoopsF32.scale((float) 1 / arrays, into, into);
      }
    }
    store(gradient);
    return sum / arrays;
  }

  @Override
  public void copy(M a, M out) {
    fetch(a);
    for (int i = 0; i < arrays(out); i++) {
      float[] into = array(out, i);
      System.arraycopy(array(a, i), 0, into, 0, into.length);
    }
    store(out);
  }

  @Override
  public double squaredError(M a, M b, M gradient) {
    fetch(a);
    fetch(b);
    double sum = 0;
    for (int i = 0; i < arrays(gradient); i++) {
      float[] into = array(gradient, i);
      ElementLoopsF32.squaredErrorGradient(array(a, i), array(b, i), into);
      sum += sums.sumOfSquares(into);
    }
    store(gradient);
    return sum / 4;
  }
}
