package template;

import io.github.backpropbench.conformance.KernelContract;

class TemplateTest extends KernelContract {
  @Override
  public TemplateProvider provider() {
    return new TemplateProvider();
  }
}
