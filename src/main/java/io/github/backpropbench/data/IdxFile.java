package io.github.backpropbench.data;

import io.github.backpropbench.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A file in the format IDX of the MNIST data: a magic number, the sizes of an array's dimensions,
 * and its values, bytes without a sign.
 *
 * @param sizes of the dimensions, at least 1 each
 * @param values as many as the product of the sizes
 */
record IdxFile(int[] sizes, byte[] values) {
  /** Two bytes of zero, the type of the values and the number of dimensions, which is added. */
  private static final int MAGIC = 0x0800;

  /**
   * Reads a file.
   *
   * @param dimensions as many as it must have
   * @param what it must hold, for messages
   */
  static IdxFile read(Path file, int dimensions, String what) throws InvalidDataException {
    return DataFile.read(file, in -> read(file, dimensions, what, in));
  }

  private static IdxFile read(Path file, int dimensions, String what, InputStream in)
      throws IOException {
    byte[] header = in.readNBytes(Integer.BYTES * (1 + dimensions));
    if (header.length < Integer.BYTES) {
      throw DataFile.invalid(file, "too short for an IDX file");
    }
    DataInputStream numbers = new DataInputStream(new ByteArrayInputStream(header));
    int magic = numbers.readInt();
    if (magic != MAGIC + dimensions) {
      throw DataFile.invalid(
          file,
          "not an IDX file of %s: it begins with %08x; expected %08x, bytes in %d dimension%s"
              .formatted(what, magic, MAGIC + dimensions, dimensions, dimensions == 1 ? "" : "s"));
    }
    if (header.length < Integer.BYTES * (1 + dimensions)) {
      throw DataFile.invalid(file, "cut short: it ends in its header");
    }
    int[] sizes = new int[dimensions];
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = numbers.readInt();
    }
    return new IdxFile(sizes, values(file, sizes, what, in));
  }

  private static byte[] values(Path file, int[] sizes, String what, InputStream in)
      throws IOException {
    long count = 1;
    for (int size : sizes) {
      if (size < 1) {
        throw DataFile.invalid(
            file,
            size == 0
                ? "it holds no " + what
                : "its header announces %d as a size; expected at least 1"
                    .formatted(Integer.toUnsignedLong(size)));
      }
      count = count > Problem.LONGEST_ARRAY ? count : count * size;
    }
    if (count > Problem.LONGEST_ARRAY) {
      throw DataFile.invalid(file, "its header announces more values than a Java array can hold");
    }
    byte[] values = in.readNBytes((int) count);
    if (values.length < count) {
      throw DataFile.invalid(
          file,
          "cut short: its header announces %d bytes of %s, and it holds %d"
              .formatted(count, what, values.length));
    }
    if (in.read() >= 0) {
      throw DataFile.invalid(
          file,
          "it holds more than the %d bytes of %s that its header announces".formatted(count, what));
    }
    return values;
  }
}
