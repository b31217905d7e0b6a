package template;

import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.Set;

/** Describes the backend; META-INF/services names it. Further methods: BackendProvider. */
public final class TemplateProvider implements KernelProvider {
  @Override
  public String name() {
    return "template"; // in --backends and in reports
  }

  @Override
  public String library() {
    return "Template";
  }

  @Override
  public String version() {
    return "1"; // ask the library: it may be another release than the one in the pom
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  @Override
  public Set<Precision> precisions() {
    return Set.of(Precision.F32); // without this method: both
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    return new TemplateKernel(); // on one thread, unless availabilityOfThreads says more
  }
}
