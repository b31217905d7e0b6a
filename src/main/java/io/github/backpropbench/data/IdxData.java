package io.github.backpropbench.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data set {@code idx:FOLDER}: images and labels as the MNIST data has them, in files that may
 * be compressed. Features are the pixels, from 0 to 1. The files whose names begin with {@code
 * t10k} are the test's, where there are any.
 */
final class IdxData {
  static final String PREFIX = "idx:";

  private static final double WHITE = 255.0;

  private IdxData() {}

  static Samples read(String data) throws InvalidDataException {
    Path folder = Path.of(data.substring(PREFIX.length()));
    if (!Files.isDirectory(folder)) {
      throw new InvalidDataException(
          "the data %s: %s; expected a folder with train-images-idx3-ubyte and"
                  .formatted(
                      data, Files.exists(folder) ? "not a folder" : "there is no such folder")
              + " train-labels-idx1-ubyte, or the same with .gz");
    }
    Part training = Part.read(folder, "train");
    boolean tested = find(folder, "t10k", 3).isPresent() || find(folder, "t10k", 1).isPresent();
    Part test = tested ? Part.read(folder, "t10k") : null;
    if (test != null && test.pixels() != training.pixels()) {
      throw new InvalidDataException(
          "the data %s: its images for the training have %d pixels, and those for the test %d"
              .formatted(data, training.pixels(), test.pixels()));
    }
    List<String> labels = new ArrayList<>(training.labels());
    labels.addAll(test == null ? List.of() : test.labels());
    ClassLabels classes = ClassLabels.of("the data " + data, labels);
    return training.samples(data, classes, test == null ? null : test.samples(data, classes, null));
  }

  private static Optional<Path> find(Path folder, String part, int dimensions) {
    return names(part, dimensions).map(folder::resolve).filter(Files::exists).findFirst();
  }

  /** The first is that of the MNIST data; some copies have a point in the place of a hyphen. */
  private static Stream<String> names(String part, int dimensions) {
    String what = dimensions == 1 ? "labels" : "images";
    return Stream.of("-", ".")
        .map(sign -> "%s-%s%sidx%d-ubyte".formatted(part, what, sign, dimensions))
        .flatMap(name -> Stream.of(name, name + ".gz"));
  }

  /** The images for the training or for the test, with a label for each. */
  private record Part(IdxFile images, List<String> labels) {

    static Part read(Path folder, String part) throws InvalidDataException {
      IdxFile images = IdxFile.read(require(folder, part, 3), 3, "images");
      Path labelFile = require(folder, part, 1);
      IdxFile labels = IdxFile.read(labelFile, 1, "labels");
      if (labels.sizes()[0] != images.sizes()[0]) {
        throw DataFile.invalid(
            labelFile,
            "%d labels for %d images; expected one for each"
                .formatted(labels.sizes()[0], images.sizes()[0]));
      }
      List<String> texts = new ArrayList<>();
      for (byte label : labels.values()) {
        texts.add(Integer.toString(Byte.toUnsignedInt(label)));
      }
      return new Part(images, texts);
    }

    private static Path require(Path folder, String part, int dimensions)
        throws InvalidDataException {
      Optional<Path> file = find(folder, part, dimensions);
      if (file.isEmpty()) {
        String name = names(part, dimensions).findFirst().orElseThrow();
        throw new InvalidDataException(
            "the data %s%s: the folder has no file %s or %s.gz"
                .formatted(PREFIX, folder, name, name));
      }
      return file.get();
    }

    int pixels() {
      return images.values().length / images.sizes()[0];
    }

    Samples samples(String data, ClassLabels classes, @Nullable Samples test) {
      return new Samples(
          data,
          new Pixels(images.values(), pixels()),
          classes.names().size(),
          classes.oneHot(labels),
          classes.names(),
          test);
    }
  }

  private record Pixels(byte[] values, int count) implements Samples.Features {
    @Override
    public boolean needScaling() {
      return false;
    }

    @Override
    public void copy(int row, double[] into, int at) {
      for (int i = 0; i < count; i++) {
        into[at + i] = (float) (Byte.toUnsignedInt(values[row * count + i]) / WHITE);
      }
    }
  }
}
