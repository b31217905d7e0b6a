package io.github.backpropbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The map of the packages: imports run only downwards in this list, and in no circle. */
class ArchitectureTest {
  private static final String BASE = "io.github.backpropbench";

  /** From the top. */
  private static final List<String> LAYERS =
      List.of(
          "cli",
          "report",
          "harness",
          "comparison",
          "benchmark",
          "verification",
          "convergence",
          "training",
          "optimizer",
          "gradient",
          "autograd",
          "network",
          "statistics",
          "results",
          "fixture",
          "oracle",
          "data",
          "backend",
          "engine",
          "problem",
          "kernel");

  /** The packages of each backend's library. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "arrays", List.of(),
          "ejml", List.of("org.ejml.."),
          "ojalgo", List.of("org.ojalgo.."),
          "vector", List.of("jdk.incubator.vector.."),
          "blas", List.of("dev.ludovic.netlib.blas..", "com.sun.jna.."));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  /** JMH's generated code lies below the benchmarks' package and sees only them. */
  private static final DescribedPredicate<JavaClass> WRITTEN_BY_HAND =
      DescribedPredicate.describe(
          "are written by hand", type -> !type.getPackageName().endsWith(".jmh_generated"));

  @TestFactory
  List<DynamicTest> importsRunDownwards() {
    return LAYERS.stream()
        .map(
            layer ->
                DynamicTest.dynamicTest(
                    layer,
                    () ->
                        noClasses()
                            .that(WRITTEN_BY_HAND)
                            .and()
                            .resideInAPackage(packages(layer))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(above(layer))
                            .allowEmptyShould(true)
                            .check(CLASSES)))
        .toList();
  }

  @Test
  void everyPackageIsOnTheMap() {
    classes()
        .should()
        .resideInAnyPackage(LAYERS.stream().map(this::packages).toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void thereIsNoCircle() {
    slices()
        .matching(BASE + ".(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES.that(WRITTEN_BY_HAND));
  }

  @TestFactory
  List<DynamicTest> aBackendKnowsItsOwnLibraryOnly() {
    return LIBRARIES.entrySet().stream()
        .map(
            backend ->
                DynamicTest.dynamicTest(
                    backend.getKey(),
                    () ->
                        classes()
                            .that()
                            .resideInAPackage(BASE + ".backend." + backend.getKey())
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(seenBy(backend.getKey(), backend.getValue()))
                            .check(CLASSES)))
        .toList();
  }

  @Test
  void statisticsArePureFunctions() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".statistics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.net..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private String packages(String layer) {
    return BASE + "." + layer + "..";
  }

  private String[] seenBy(String backend, List<String> library) {
    List<String> own =
        List.of(
            "java..",
            "org.jspecify..",
            BASE + ".kernel",
            BASE + ".engine",
            BASE + ".problem",
            BASE + ".backend." + backend);
    return Stream.concat(own.stream(), library.stream()).toArray(String[]::new);
  }

  private String[] above(String layer) {
    return LAYERS.subList(0, LAYERS.indexOf(layer)).stream()
        .map(this::packages)
        .toArray(String[]::new);
  }
}
