package io.github.backpropbench.plugin.openblas;

import com.sun.jna.NativeLibrary;
import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.LibraryProvider;
import io.github.backpropbench.kernel.LibraryVersion;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** OpenBLAS as a Maven artifact brings it, through JavaCPP. */
public final class OpenBlasProvider extends LibraryProvider {
  public OpenBlasProvider() {
    super("openblas-maven", "OpenBLAS", "BSD-3-Clause", "src/plugins/openblas", "openblas");
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  @Override
  public String version() {
    return availability().isAvailable() ? config().split(" ")[1] : LibraryVersion.NONE;
  }

  @Override
  public Availability availability() {
    try {
      Loader.load(openblas_nolapack.class);
      return Availability.available();
    } catch (LinkageError e) {
      return Availability.unavailable("native libraries are missing beside its jar, or broken");
    }
  }

  @Override
  public Availability availabilityOfThreads(int threads) {
    openblas_nolapack.blas_set_num_threads(threads);
    boolean has = openblas_nolapack.blas_get_num_threads() == threads;
    return Availability.of(has ? "" : "it was built for fewer threads");
  }

  @Override
  public Map<String, String> details() {
    String file = nativeLibrary().getFile().getPath();
    return Map.of("native library", file, "build options and kernels", config());
  }

  private static String config() {
    return nativeLibrary().getFunction("openblas_get_config").invokeString(new Object[0], false);
  }

  private static NativeLibrary nativeLibrary() {
    Map<String, String> files = Loader.getLoadedLibraries();
    String name = files.keySet().stream().filter(key -> key.startsWith("openblas")).findAny().get();
    return NativeLibrary.getInstance(files.get(name));
  }

  @Override
  public List<String> jvmArguments() {
    boolean warns = Runtime.version().feature() >= 22;
    return warns ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    availability(threads).require();
    openblas_nolapack.blas_set_num_threads(threads);
    return precision == Precision.F32 ? new OpenBlasKernelF32() : new OpenBlasKernelF64();
  }
}
