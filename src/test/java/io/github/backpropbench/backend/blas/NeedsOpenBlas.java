package io.github.backpropbench.backend.blas;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that run only where OpenBLAS is installed; the report of the others says why not. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsOpenBlas.Condition.class)
@interface NeedsOpenBlas {

  /** Whether it is installed. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String missing = OpenBlas.missing();
      return missing.isEmpty()
          ? ConditionEvaluationResult.enabled("OpenBLAS is installed")
          : ConditionEvaluationResult.disabled(missing);
    }
  }
}
