package io.github.backpropbench.data;

import io.github.backpropbench.problem.InputFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file of a data set, which may be compressed by gzip, whatever its name. */
final class DataFile {
  private static final int[] GZIP = {0x1f, 0x8b};

  private DataFile() {}

  /** What is made of a file's bytes. */
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  /** Reads a file, and explains why it cannot be read. */
  static <T> T read(Path file, Reader<T> reader) throws InvalidDataException {
    if (!InputFile.isStandardInput(file) && Files.isDirectory(file)) {
      throw invalid(
          file, "a folder; name the file itself, or idx:FOLDER for a folder of IDX files");
    }
    try (InputStream in = new BufferedInputStream(InputFile.open(file));
        InputStream plain = decompressed(in)) {
      return reader.read(plain);
    } catch (InvalidDataException e) {
      throw e;
    } catch (CharacterCodingException e) {
      throw invalid(file, "not a text in UTF-8; save it in that encoding");
    } catch (ZipException | EOFException e) {
      throw invalid(file, "its gzip compression is cut short or damaged");
    } catch (IOException e) {
      throw invalid(file, InputFile.fault(e));
    }
  }

  static InvalidDataException invalid(Path file, String reason) {
    return new InvalidDataException("data file " + InputFile.name(file) + ": " + reason);
  }

  private static InputStream decompressed(InputStream in) throws IOException {
    in.mark(GZIP.length);
    boolean compressed = in.read() == GZIP[0] && in.read() == GZIP[1];
    in.reset();
    return compressed ? new GZIPInputStream(in) : in;
  }
}
