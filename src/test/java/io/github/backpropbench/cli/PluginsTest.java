package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.backend.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends from jars of their own, as users meet them on the command line. */
class PluginsTest {
  /** With what it does when it is loaded, its name, and what its availability does. */
  private static final String PROVIDER =
      """
      public final class Provider implements KernelProvider {
        static { %s }
        public String name() { return "%s"; }
        public String library() { return "a library"; }
        public String licence() { return "MIT"; }
        public String version() { return "1.2"; }
        public int interfaceVersion() { return INTERFACE_VERSION; }
        public java.util.Set<Precision> precisions() { return java.util.Set.of(Precision.F64); }
        public Availability availability() { %s return Availability.available(); }
        public MatrixKernel<?> create(Precision precision, int threads) { return new Kernel(); }
      }
      """;

  /** With what it does after each product a·b. */
  private static final String KERNEL =
      """
      final class Kernel extends RowMajorKernelF64<double[][]> {
        protected double[] array(double[][] m, int row) { return m[row]; }
        protected int arrays(double[][] m) { return m.length; }
        public double[][] allocate(int rows, int columns) { return new double[rows][columns]; }
        public int rows(double[][] m) { return m.length; }
        public int columns(double[][] m) { return m[0].length; }
        public void multiply(double[][] a, double[][] b, double[][] out) {
          %s
          for (int i = 0; i < out.length; i++) row(a, b, out, i);
          %s
        }
        private static void row(double[][] a, double[][] b, double[][] out, int i) {
          for (int j = 0; j < out[0].length; j++) {
            double sum = 0;
            for (int k = 0; k < b.length; k++) sum += a[i][k] * b[k][j];
            out[i][j] = sum;
          }
        }
        public void multiplyTransposedLeft(double[][] a, double[][] b, double[][] out) {
          multiply(transposed(a), b, out);
        }
        public void multiplyTransposedRight(double[][] a, double[][] b, double[][] out) {
          multiply(a, transposed(b), out);
        }
        private static double[][] transposed(double[][] a) {
          double[][] t = new double[a[0].length][a.length];
          for (int i = 0; i < a.length; i++)
            for (int j = 0; j < t.length; j++) t[j][i] = a[i][j];
          return t;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void whereThereIsNoPluginThatIsSaid() throws IOException {
    Path none = folder.resolve("none");
    assertThat(Program.run("backends", "--plugins", none.toString()))
        .isEqualTo(
            new Program(
                ExitStatus.USAGE,
                "",
                "backprop-bench backends: --plugins: there is no file or folder " + none + "\n"));
    Path jar = new PluginJar().with("file", "text").write(folder.resolve("library.jar"));
    for (Path path : new Path[] {jar, folder}) {
      Program program = Program.run("verify", "--plugins", path.toString());
      assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
      assertThat(program.err())
          .startsWith(
              "backprop-bench verify: --plugins: %s has no backends: a plug-in is a jar with META-INF/services/io.github.backpropbench.kernel.KernelProvider or "
                  .formatted(path));
    }
  }

  @Test
  @Tag("slow") // starts a JVM for each plug-in
  void whatCannotBeUsedIsListedWithTheReason() throws IOException {
    plugin("right", "", "right", "");
    plugin("throws", "if (true) throw new IllegalStateException(\"no luck\");", "throwing", "");
    plugin("taken", "", "arrays", "");
    plugin("ends", "System.exit(7);", "ending", "");
    plugin("native", "", "without-native", "System.loadLibrary(\"blackbox\");");
    plugin("twice", "", "right", "");
    Program program = Program.run("backends", "--plugins", folder.toString());
    assertThat(program.status()).isZero();
    String text = program.out().replaceAll("\\s+", " ");
    assertThat(text)
        .contains("right library a library 1.2 MIT yes ")
        .contains("without-native library a library 1.2 MIT no ")
        .contains("without-native is not available: ")
        .contains("no blackbox in java.library.path")
        .contains("throws.jar: it failed to load: java.lang.IllegalStateException: no luck ")
        .contains("taken.jar: the name 'arrays' is taken by a backend of this program ")
        .contains("ends.jar: its JVM ended with status 7 ")
        .containsPattern("twice.jar: the name 'right' is taken by \\S+right.jar");
    assertThat(Program.run("verify", "--backends=ojalgo-ann", "--plugins=" + folder).status())
        .as("a plug-in that was named is not verified")
        .isEqualTo(ExitStatus.NO);
    Program unknown = Program.run("verify", "--backends=throwing", "--plugins", folder.toString());
    assertThat(unknown.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(unknown.err()).contains("unknown backend 'throwing'", "no luck");
  }

  @Test
  @Tag("slow") // runs of several JVMs
  void aPluginIsMeasuredInForksOfItsOwnAndTheRunResumed() throws IOException {
    String needsItsLibrary =
        "if (Provider.class.getResource(\"/needed\") == null) throw new Error(\"no library\");";
    Path jar = plugin("right", needsItsLibrary, "right", "");
    Path library = new PluginJar().with("needed", "").write(folder.resolve("library.jar"));
    Path run = folder.resolve("run");
    String[] measure =
        "run --backends arrays,right --plugins %s --precisions f32,f64 --batches 1 --rounds 1 --out %s"
            .formatted(folder, run)
            .split(" ");
    Program program = Program.run(measure);
    assertThat(program.status()).as(program.err()).isZero();
    assertThat(program.err())
        .contains("Not measured: right: it computes in f64 only; give --precisions f64");
    assertThat(Files.readString(run.resolve("run.json")))
        .contains(
            "\"plugin\" : [ \"%s\", \"%s\" ]".formatted(jar, library),
            "\"right.jar\" : \"",
            "\"licence\" : \"MIT\"");
    String journal = Files.readString(run.resolve("measurements.jsonl"));
    assertThat(journal.split("\"status\":\"ok\"", -1)).as("forks").hasSize(4);
    assertThat(journal.contains(jar.toString())).as("paths of this machine").isFalse();
    assertThat(Program.run("run", "--resume", run.toString()).status()).isZero();
    new PluginJar().with(PluginJar.SERVICE, "plugin.Provider").write(jar);
    Program changed = Program.run("run", "--resume", run.toString());
    assertThat(changed.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(changed.err()).contains("cannot be resumed", "the backend right");
    Files.delete(library);
    assertThat(Program.run("run", "--resume", run.toString()).err())
        .contains("cannot be resumed: there is no " + library + ", which it measures");
  }

  @Test
  @Tag("slow") // runs of several JVMs
  void aPluginIsTrainedInAJvmThatHasIt() throws IOException, InterruptedException {
    Path jar = plugin("right", "", "right", "");
    String line = "train --backend right --precision f64 --steps 3 --gradient manual --plugins ";
    Program program = ProgramProcess.startWith("-ea", (line + jar).split(" ")).end();
    assertThat(program.status()).as(program.err()).isZero();
    assertThat(program.out()).contains("on right in f64");
    assertThat(program.err()).isEmpty();
  }

  @Test
  @Tag("slow") // verifications take seconds
  void aWrongProductIsFoundAtTheOneSizeWhereItIsWrong() throws IOException {
    Path jar = plugin("", "if (a.length == 31 && b.length == 7 && b[0].length == 9) out[3][2]++;");
    Program program = Program.run("verify", "--backends=sample", "--plugins", jar.toString());
    assertThat(program.status()).isEqualTo(ExitStatus.NO);
    assertThat(program.out()).contains("sample f64: the product of 31×7 and 7×9: wrong result");
  }

  @Test
  @Tag("slow") // verifications take seconds
  void threadsThatNobodyAskedForAreFound() throws IOException {
    Path jar =
        plugin(
            "if (a.length > 99) { java.util.stream.IntStream.range(0, a.length).parallel()"
                + ".forEach(i -> row(a, b, out, i)); return; }",
            "");
    Program program = Program.run("verify", "--backends=sample", "--plugins", jar.toString());
    assertThat(program.status()).isEqualTo(ExitStatus.NO);
    assertThat(program.out().replaceAll("\\s+", " "))
        .contains("sample f64: it computes on threads of its own, where one thread is allowed");
  }

  private Path plugin(String file, String loaded, String name, String available)
      throws IOException {
    return write(file, PROVIDER.formatted(loaded, name, available), KERNEL.formatted("", ""));
  }

  private Path plugin(String before, String after) throws IOException {
    return write("sample", PROVIDER.formatted("", "sample", ""), KERNEL.formatted(before, after));
  }

  private Path write(String file, String provider, String kernel) throws IOException {
    return new PluginJar()
        .withClass("Provider", provider)
        .withClass("Kernel", kernel)
        .with(PluginJar.SERVICE, "plugin.Provider")
        .write(folder.resolve(file + ".jar"));
  }
}
