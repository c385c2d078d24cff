package dev.attn;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tree of packages promises: one direction of imports, no display, no surroundings. */
final class ArchitectureTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("dev.attn");

  /** Methods that ask the machine for a locale or a character set when they are not told one. */
  private static final Set<String> SURROUNDINGS =
      Set.of(
          "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
          "java.lang.String.formatted([Ljava.lang.Object;)",
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()",
          "java.lang.String.getBytes()",
          "java.lang.String.<init>([B)",
          "java.lang.String.<init>([B, int, int)",
          "java.io.InputStreamReader.<init>(java.io.InputStream)",
          "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
          "java.io.FileReader.<init>(java.io.File)",
          "java.io.FileReader.<init>(java.lang.String)",
          "java.io.FileWriter.<init>(java.io.File)",
          "java.io.FileWriter.<init>(java.lang.String)",
          "java.util.Scanner.<init>(java.io.InputStream)",
          "java.util.Formatter.<init>()",
          "java.util.Formatter.<init>(java.lang.Appendable)",
          "java.text.DecimalFormat.<init>(java.lang.String)",
          "java.util.Locale.getDefault()",
          "java.nio.charset.Charset.defaultCharset()",
          "java.util.TimeZone.getDefault()",
          "java.lang.Throwable.printStackTrace()");

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "tensor     :",
        "io         : tensor",
        "mask       : tensor",
        "aggregate  : tensor io mask",
        "metric     : tensor io mask aggregate",
        "saliency   : tensor io mask aggregate metric",
        "recompute  : tensor io mask aggregate metric saliency",
        "corpus     : tensor io mask aggregate metric saliency recompute"
      })
  void imports_goOneWay(String name, String earlier) {
    List<String> allowed = earlier == null ? List.of() : List.of(earlier.split(" "));
    String[] packages =
        Stream.concat(Stream.of(name), allowed.stream())
            .map(p -> "dev.attn." + p + "..")
            .toArray(String[]::new);
    noClasses()
        .that(resideInAPackage("dev.attn." + name + ".."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.attn..")
                .and(DescribedPredicate.not(resideInAnyPackage(packages))))
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void everyPackage_hasItsPlaceInTheOrder() {
    classes()
        .should()
        .resideInAnyPackage(
            "dev.attn.tensor",
            "dev.attn.io",
            "dev.attn.mask",
            "dev.attn.mask.testing",
            "dev.attn.aggregate",
            "dev.attn.metric",
            "dev.attn.saliency",
            "dev.attn.recompute",
            "dev.attn.corpus")
        .check(CORE);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.attn.(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void classes_needNoDisplay() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.swing..", "javax.imageio..", "javax.print..")
        .check(CORE);
  }

  @Test
  void classes_writeToNoConsole() {
    noClasses()
        .should()
        .accessTargetWhere(
            describe(
                "System.out or System.err",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err", "in").contains(access.getTarget().getName())))
        .check(CORE);
  }

  @Test
  void classes_nameTheirLocaleAndCharset() {
    noClasses()
        .should()
        .callCodeUnitWhere(describe("it asks the machine", this::asksMachine))
        .check(CORE);
  }

  private boolean asksMachine(JavaCall<?> call) {
    CodeUnitCallTarget target = call.getTarget();
    return SURROUNDINGS.contains(target.getFullName());
  }

  @Test
  void namesOfSurroundings_areMethodsThatExist() {
    JavaClasses jdk =
        new ClassFileImporter()
            .importClasses(
                String.class,
                java.io.InputStreamReader.class,
                java.io.OutputStreamWriter.class,
                java.io.FileReader.class,
                java.io.FileWriter.class,
                java.util.Scanner.class,
                java.util.Formatter.class,
                java.text.DecimalFormat.class,
                java.util.Locale.class,
                java.nio.charset.Charset.class,
                java.util.TimeZone.class,
                Throwable.class);
    Set<String> missing = new TreeSet<>(SURROUNDINGS);
    for (JavaClass type : jdk) {
      type.getCodeUnits().forEach(unit -> missing.remove(unit.getFullName()));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void staticFields_neverChange() {
    fields().that().areStatic().should().beFinal().check(CORE);
  }

  @Test
  void packagesOfPublicTypes_explainThemselves() {
    classes()
        .that()
        .haveModifier(JavaModifier.PUBLIC)
        .should(
            new ArchCondition<>("have a package-info") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean explained = type.getPackage().containsClassWithSimpleName("package-info");
                events.add(
                    new SimpleConditionEvent(
                        type, explained, type.getPackageName() + " has no package-info"));
              }
            })
        .check(CORE);
  }
}
