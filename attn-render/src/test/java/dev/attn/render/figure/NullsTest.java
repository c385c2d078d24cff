package dev.attn.render.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every factory and every method that changes a copy refuses null and says what must not be. */
final class NullsTest {

  private static final Grid GRID = Grid.of(2, 2, (r, c) -> r + c);
  private static final Panel PANEL = Panel.of("panel", Tiles.of(GRID), Scale.zeroToMax());
  private static final Map<Class<?>, Object> SAMPLES = new HashMap<>();

  static {
    AttentionTensor tensor = TargetFigures.saliency(2, 2, 2);
    List<Object> samples =
        List.of(
            Axis.labels("a", "b"),
            Bar.over(Scale.zeroToMax(), PANEL),
            BarChart.Colors.defaults(),
            CellText.all(),
            HeadBars.of(GRID),
            HeadGrid.of(tensor),
            HeadNames.dotted(),
            HeadScatter.of(NumericArray.copyOf(new float[8], 4, 2), 2),
            HeatMap.of(GRID),
            Highlight.cell(0, 0),
            LayerStrips.of(List.of(GRID)),
            LayerTokenMap.of(GRID),
            Legend.none(),
            Limits.fixed(0, 1),
            Look.defaults(),
            MaskDifference.of(Masks.causal(2), Masks.causal(2)),
            MaskMap.of(Masks.causal(2)),
            new MaskMap.Colors(1, 2),
            new MaskDifference.Colors(1, 2, 3, 4),
            Matrix.of(List.of(List.of(PANEL)), Gap.PANELS),
            PANEL,
            Panel.Cells.defaults(),
            PanelGrid.of(List.of(List.of(GRID))),
            Presentation.defaults(),
            Rule.causal(),
            Scale.zeroToMax(),
            Sheet.of(PANEL),
            Sizing.auto(),
            StepLine.through(1, 1),
            Theme.light(),
            TextSizes.defaults(),
            Tiles.of(GRID),
            TokenDisplay.literal(),
            TokenStrip.copyOf(Tokens.of("a"), 1),
            Zoom.of(0, 0),
            HeadCell.scalar(Reducer.max()),
            Budget.defaults(),
            MaskMap.Detail.defaults());
    samples.forEach(sample -> SAMPLES.put(sample.getClass(), sample));
    SAMPLES.put(Grid.class, GRID);
    SAMPLES.put(Block.class, PANEL);
    SAMPLES.put(HeadCell.class, HeadCell.thumbnail());
    SAMPLES.put(Reducer.class, Reducer.max());
    SAMPLES.put(Sizing.class, Sizing.auto());
    SAMPLES.put(String.class, "text");
    SAMPLES.put(Optional.class, Optional.empty());
    SAMPLES.put(List.class, List.of());
    SAMPLES.put(Map.class, Map.of());
    SAMPLES.put(Span.class, Span.of(0, 1, "span"));
    SAMPLES.put(Tokens.class, Tokens.of("a", "b"));
    SAMPLES.put(AttentionMask.class, Masks.causal(2));
    SAMPLES.put(AttentionTensor.class, tensor);
    SAMPLES.put(AttentionMatrix.class, tensor.layer(0).head(0));
    SAMPLES.put(NumericArray.class, NumericArray.copyOf(new float[4], 2, 2));
    SAMPLES.put(Normalization.class, Normalization.linear(0, 1));
    SAMPLES.put(Colormap.class, Colormaps.viridis());
    SAMPLES.put(IntFunction.class, (IntFunction<String>) Integer::toString);
    SAMPLES.put(CellText.CellTest.class, (CellText.CellTest) (r, c, v) -> true);
    SAMPLES.put(PanelGrid.PanelText.class, (PanelGrid.PanelText) (r, c) -> "text");
    SAMPLES.put(PanelGrid.PanelScale.class, (PanelGrid.PanelScale) (r, c) -> Scale.zeroToMax());
    SAMPLES.put(Grid.CellValue.class, (Grid.CellValue) (r, c) -> 0);
    SAMPLES.put(int.class, 1);
    SAMPLES.put(long.class, 1L);
    SAMPLES.put(double.class, 1.0);
  }

  @Test
  void null_isRefusedByName() throws ReflectiveOperationException {
    Set<String> complaints = new TreeSet<>();
    int tried = 0;
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.attn.render.figure")) {
      if (type.getModifiers().contains(JavaModifier.PUBLIC) && !type.getName().contains("Test")) {
        tried += tryAll(Class.forName(type.getName()), complaints);
      }
    }
    assertThat(complaints).isEmpty();
    assertThat(tried).isGreaterThan(150);
  }

  private static int tryAll(Class<?> type, Set<String> complaints)
      throws ReflectiveOperationException {
    int tried = 0;
    for (Method method : type.getDeclaredMethods()) {
      boolean factory = Modifier.isStatic(method.getModifiers());
      if (!Modifier.isPublic(method.getModifiers())
          || method.isSynthetic()
          || type.isAnonymousClass()
          || method.getName().equals("valueOf")
          || !(factory || method.getName().startsWith("with"))) {
        continue;
      }
      for (int i = 0; i < method.getParameterCount(); i++) {
        if (!method.getParameterTypes()[i].isPrimitive()) {
          tried++;
          String message = message(method, i);
          if (!message.matches("[a-z][a-z ]* must not be null")) {
            complaints.add(
                type.getSimpleName() + "." + method.getName() + " " + i + ": " + message);
          }
        }
      }
    }
    return tried;
  }

  private static String message(Method method, int index) throws ReflectiveOperationException {
    @Nullable Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == index ? null : sample(method.getParameterTypes()[i]);
    }
    Class<?> type = method.getDeclaringClass();
    try {
      method.invoke(Modifier.isStatic(method.getModifiers()) ? type : sample(type), arguments);
      return "nothing is refused";
    } catch (InvocationTargetException e) {
      Throwable cause = e.getTargetException();
      return cause instanceof NullPointerException
          ? String.valueOf(cause.getMessage())
          : cause.toString();
    }
  }

  private static Object sample(Class<?> type) {
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return Objects.requireNonNull(SAMPLES.get(type), () -> "no sample of " + type);
  }
}
