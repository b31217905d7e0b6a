package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.KernelProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a provider must do, of kernels or of an engine. */
public interface ProviderContract {
  List<Class<? extends BackendProvider>> SERVICES =
      List.of(KernelProvider.class, EngineProvider.class);

  /** The provider, a new one for each call. */
  BackendProvider provider();

  @Test
  default void itsNameIsLowerCaseAndNotTaken() {
    BackendProvider provider = provider();
    assertThat(provider.name())
        .as("name(): lower-case letters, digits and '-', beginning with a letter")
        .matches("[a-z][a-z0-9-]*");
    List<String> others = new ArrayList<>();
    for (Class<? extends BackendProvider> service : SERVICES) {
      for (BackendProvider other : registered(service, new ArrayList<>())) {
        if (other.getClass() != provider.getClass()) {
          others.add(other.name());
        }
      }
    }
    assertThat(others)
        .as("the names of other backends, from which name() must differ")
        .doesNotContain(provider.name());
  }

  @Test
  default void itIsBuiltForThisVersionOfTheInterface() {
    assertThat(provider().interfaceVersion())
        .as("interfaceVersion(), which returns INTERFACE_VERSION")
        .isEqualTo(BackendProvider.INTERFACE_VERSION);
  }

  /** Otherwise the program would not find the backend. */
  @Test
  default void itIsNamedInItsServiceFile() {
    BackendProvider provider = provider();
    Class<? extends BackendProvider> service =
        provider instanceof KernelProvider ? KernelProvider.class : EngineProvider.class;
    List<String> faults = new ArrayList<>();
    assertThat(registered(service, faults))
        .as(
            "providers that META-INF/services/%s names; it needs a line '%s', the name of a public"
                + " class with a public constructor without parameters%s",
            service.getName(), provider.getClass().getName(), String.join("", faults))
        .hasAtLeastOneElementOfType(provider.getClass());
  }

  /** All that can be loaded. */
  private static <T extends BackendProvider> List<T> registered(
      Class<T> service, List<String> faults) {
    List<T> providers = new ArrayList<>();
    Iterator<T> iterator = ServiceLoader.load(service).iterator();
    // The iterator goes on after a bad entry, but not after a file that cannot be read.
    for (int i = 0; i < 1000; i++) {
      try {
        if (!iterator.hasNext()) {
          break;
        }
        providers.add(iterator.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        faults.add("; " + e);
      }
    }
    return providers;
  }

  @Test
  default void itIsAvailableHere() {
    for (int threads = 1; threads <= 2; threads++) {
      int number = threads;
      Availability availability =
          returned("availability(%d)".formatted(number), () -> provider().availability(number));
      if (number == 1) {
        assertThat(availability.reason())
            .as("availability(): why it is not available here, and cannot be tested")
            .isEmpty();
      }
    }
  }

  @Test
  default void itDescribesItself() {
    BackendProvider provider = provider();
    Map<String, Supplier<String>> texts = new TreeMap<>();
    texts.put("library()", provider::library);
    texts.put("licence()", provider::licence);
    texts.put("version()", provider::version);
    texts.forEach((name, text) -> assertThat(returned(name, text::get)).as(name).isNotBlank());
    Map<String, Callable<?>> others = new TreeMap<>();
    others.put("role()", provider::role);
    others.put("source()", provider::source);
    others.put("warnings()", provider::warnings);
    others.put("artifacts()", provider::artifacts);
    others.put("jvmArguments()", provider::jvmArguments);
    others.put("warmup()", provider::warmup);
    if (provider.availability().isAvailable()) {
      others.put("details()", provider::details);
    }
    others.forEach(ProviderContract::returned);
  }

  /** What a method returns, which must not be null and no exception. */
  private static <T> T returned(String method, Callable<T> call) {
    List<T> result = new ArrayList<>();
    assertThatCode(() -> result.add(call.call()))
        .as("%s must not throw: what is missing is a reason of availability()", method)
        .doesNotThrowAnyException();
    assertThat(result.get(0)).as(method).isNotNull();
    return result.get(0);
  }
}
