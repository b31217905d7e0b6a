package io.github.backpropbench.plugin.hipparchus;

import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.LibraryProvider;
import io.github.backpropbench.kernel.LibraryVersion;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.Set;

/** Hipparchus, which computes in float64 only and on one thread. */
public final class HipparchusProvider extends LibraryProvider {
  public HipparchusProvider() {
    super("hipparchus", "Hipparchus", "Apache-2.0", "src/plugins/hipparchus", "hipparchus-core");
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  @Override
  public String version() {
    return LibraryVersion.ofArtifact(getClass(), "org.hipparchus", "hipparchus-core");
  }

  @Override
  public Availability availability() {
    boolean missing = version().equals(LibraryVersion.NONE);
    return Availability.of(missing ? "hipparchus-core's jar is not beside the plug-in's" : "");
  }

  @Override
  public Set<Precision> precisions() {
    return Set.of(Precision.F64);
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    availability(threads).require();
    return new HipparchusKernel();
  }
}
