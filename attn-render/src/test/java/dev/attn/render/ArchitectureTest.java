package dev.attn.render;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.attn.render.text.ShapingFont;
import java.awt.Font;
import java.awt.Graphics;
import java.util.Locale;

/** The way of the data: figure, layout, scene, paint, picture; never back. */
@AnalyzeClasses(packages = "dev.attn.render", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String ROOT = "dev.attn.render";

  private static final DescribedPredicate<JavaClass> AWT =
      resideInAnyPackage("java.awt..", "javax.swing..", "sun..");

  @ArchTest static final ArchRule color_importsNothingOfOurs = importsOnly("color");

  @ArchTest static final ArchRule figure_importsColor = importsOnly("figure", "color");

  @ArchTest static final ArchRule text_importsFigure = importsOnly("text", "color", "figure");

  @ArchTest
  static final ArchRule scene_importsText = importsOnly("scene", "color", "figure", "text");

  @ArchTest
  static final ArchRule layout_importsScene =
      importsOnly("layout", "color", "figure", "text", "scene");

  @ArchTest
  static final ArchRule paint_importsLayout =
      importsOnly("paint", "color", "figure", "text", "scene", "layout");

  @ArchTest
  static final ArchRule encode_importsPaint =
      importsOnly("encode", "color", "figure", "text", "scene", "layout", "paint");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule awt_isKnownToThreePackagesAndTheDoor =
      noClasses()
          .that(
              resideInAnyPackage(
                  ROOT + ".color..", ROOT + ".figure..", ROOT + ".scene..", ROOT + ".layout.."))
          .should()
          .dependOnClassesThat(AWT);

  @ArchTest
  static final ArchRule graphics_areKnownToPaintAndTheDoor =
      noClasses()
          .that(not(resideInAPackage(ROOT + ".paint..")))
          .and(not(equivalentTo(Render.class)))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Graphics.class);

  @ArchTest
  static final ArchRule fontsOfAwt_areKnownToThoseWhoAskForThem =
      noClasses()
          .that(not(equivalentTo(ShapingFont.class)))
          .should()
          .dependOnClassesThat(resideInAPackage("java.awt.font..").or(equivalentTo(Font.class)));

  @ArchTest
  static final ArchRule fontBox_isKnownToTextOnly =
      noClasses()
          .that(not(resideInAPackage(ROOT + ".text..")))
          .should()
          .dependOnClassesThat(resideInAPackage("org.apache.fontbox.."));

  @ArchTest
  static final ArchRule pdfBox_isKnownToItsEncoderOnly =
      noClasses()
          .that(not(resideInAPackage(ROOT + ".encode..").and(simpleNameStartingWith("Pdf"))))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.pdfbox.pdmodel..", "org.apache.pdfbox.cos.."));

  @ArchTest
  static final ArchRule console_isNotUsed =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule locale_isNeverTheDefault =
      noClasses()
          .should()
          .callMethod(Locale.class, "getDefault")
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase");

  @ArchTest
  static final ArchRule systemProperties_areNeitherReadNorSet =
      noClasses()
          .should()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "setProperty", String.class, String.class)
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  private static ArchRule importsOnly(String name, String... allowed) {
    DescribedPredicate<JavaClass> known =
        not(resideInAPackage(ROOT + "..")).or(resideInAPackage(ROOT + "." + name + ".."));
    for (String other : allowed) {
      known = known.or(resideInAPackage(ROOT + "." + other + ".."));
    }
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat(known)
        .allowEmptyShould(true);
  }
}
