package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.AxisRepeat;
import dev.attn.render.figure.Bar;
import dev.attn.render.figure.BarChart;
import dev.attn.render.figure.Block;
import dev.attn.render.figure.Budget;
import dev.attn.render.figure.CellRow;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.DataScan;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Gap;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeadBars;
import dev.attn.render.figure.HeadCell;
import dev.attn.render.figure.HeadGrid;
import dev.attn.render.figure.HeadNames;
import dev.attn.render.figure.HeadScatter;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.LayerStrips;
import dev.attn.render.figure.LayerTokenMap;
import dev.attn.render.figure.Legend;
import dev.attn.render.figure.Limits;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.MaskDifference;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.Matrix;
import dev.attn.render.figure.Overlay;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.PanelGrid;
import dev.attn.render.figure.Presentation;
import dev.attn.render.figure.Reducer;
import dev.attn.render.figure.RunningText;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Scatter;
import dev.attn.render.figure.Sheet;
import dev.attn.render.figure.Sizing;
import dev.attn.render.figure.StepLine;
import dev.attn.render.figure.TextSizes;
import dev.attn.render.figure.Theme;
import dev.attn.render.figure.Tiles;
import dev.attn.render.figure.TokenDisplay;
import dev.attn.render.figure.TokenStrip;
import dev.attn.render.figure.Zoom;
import dev.attn.render.text.TextMeasurer;
import dev.attn.render.text.Typeface;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Tokens;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is missing in a call of the published packages is named: {@code title must not be null}.
 */
final class NullArgumentsTest {

  private static final Grid GRID = Grid.of(2, 2, (r, c) -> r + c);
  private static final List<String> PUBLISHED = List.of("", "color", "figure", "text");

  /** Called for each row of a picture, by the library. */
  private static final Set<String> UNCHECKED = Set.of("Grid.row", "Grid.masked");

  private static final Map<Class<?>, Object> SAMPLES = samples();

  @Test
  void publishedMethods_nameWhatIsMissing() throws Exception {
    List<String> silent = new ArrayList<>();
    int calls = 0;
    for (Class<?> type : publishedTypes()) {
      for (Executable call : calls(type)) {
        for (int i = 0; i < call.getParameterCount(); i++) {
          if (!call.getParameterTypes()[i].isPrimitive()) {
            calls++;
            complaint(type, call, i).ifPresent(silent::add);
          }
        }
      }
    }
    assertThat(silent).isEmpty();
    assertThat(calls).isGreaterThan(300);
  }

  private static Optional<String> complaint(Class<?> type, Executable call, int missing)
      throws ReflectiveOperationException {
    Parameter parameter = call.getParameters()[missing];
    String expected = name(parameter) + " must not be null";
    String where = type.getSimpleName() + "." + call.getName() + "(" + parameter.getName() + ")";
    Object[] arguments = new Object[call.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == missing ? null : sample(call.getParameterTypes()[i]);
    }
    try {
      if (call instanceof Method method) {
        method.invoke(Modifier.isStatic(call.getModifiers()) ? null : sample(type), arguments);
      } else {
        ((Constructor<?>) call).newInstance(arguments);
      }
      return Optional.of(where + " accepts null");
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      boolean named = cause instanceof NullPointerException && expected.equals(cause.getMessage());
      return named ? Optional.empty() : Optional.of(where + ": " + cause);
    }
  }

  /** A parameter called {@code newTitle} is what becomes the title. */
  private static String name(Parameter parameter) {
    String name = parameter.getName();
    return name.matches("new[A-Z].*")
        ? name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4)
        : name;
  }

  private static List<Executable> calls(Class<?> type) {
    List<Executable> calls = new ArrayList<>(Arrays.asList(type.getConstructors()));
    for (Method method : type.getDeclaredMethods()) {
      boolean ours =
          Modifier.isPublic(method.getModifiers())
              && !Modifier.isAbstract(method.getModifiers())
              && !method.isSynthetic()
              && !method.getName().equals("equals")
              && !type.isEnum()
              && !UNCHECKED.contains(type.getSimpleName() + "." + method.getName());
      if (ours) {
        calls.add(method);
      }
    }
    return calls;
  }

  private static List<Class<?>> publishedTypes()
      throws URISyntaxException, IOException, ClassNotFoundException {
    Path root =
        Path.of(Render.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("dev/attn/render");
    List<Class<?>> types = new ArrayList<>();
    for (String folder : PUBLISHED) {
      try (Stream<Path> files = Files.list(root.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(".class") && !name.equals("package-info.class")) {
            String owner = "dev.attn.render." + (folder.isEmpty() ? "" : folder + ".");
            Class<?> type = Class.forName(owner + name.substring(0, name.length() - 6));
            if (isPublished(type)) {
              types.add(type);
            }
          }
        }
      }
    }
    return types;
  }

  private static boolean isPublished(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublished(outer));
  }

  private static Object sample(Class<?> type) {
    Object known = SAMPLES.get(type);
    if (known != null) {
      return known;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, sample(type.getComponentType()));
      return array;
    }
    return Objects.requireNonNull(
        SAMPLES.values().stream().filter(type::isInstance).findFirst().orElse(null),
        () -> "a sample is needed of " + type);
  }

  private static Map<Class<?>, Object> samples() {
    Map<Class<?>, Object> samples = new HashMap<>();
    Map.<Class<?>, Object>of(
            int.class, 1, long.class, 1L, double.class, 0.5, boolean.class, true, String.class, "a")
        .forEach(samples::put);
    put(samples, Shape.class, new Rectangle());
    put(samples, Optional.class, Optional.empty());
    put(samples, OptionalInt.class, OptionalInt.empty());
    put(samples, OptionalDouble.class, OptionalDouble.empty());
    put(samples, List.class, List.of());
    put(samples, IntFunction.class, (IntFunction<String>) Integer::toString);
    put(samples, Path.class, Path.of("unwritten"));
    put(samples, Duration.class, Duration.ofMillis(1));
    put(samples, InputStream.class, new ByteArrayInputStream(new byte[0]));
    put(
        samples,
        Graphics2D.class,
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics());
    put(samples, double[].class, new double[] {0, 1});
    put(samples, float[][].class, new float[][] {{1}});
    put(samples, double[][].class, new double[][] {{1}});
    tensors(samples);
    colors(samples);
    parts(samples);
    figures(samples);
    return samples;
  }

  private static <T> void put(Map<Class<?>, Object> samples, Class<? super T> type, T sample) {
    samples.put(type, sample);
  }

  private static void tensors(Map<Class<?>, Object> samples) {
    AttentionTensor tensor = AttentionTensor.copyOf(TensorShape.of(1, 1, 2, 2), new float[4]);
    put(samples, AttentionTensor.class, tensor);
    put(samples, AttentionMatrix.class, tensor.layer(0).head(0));
    put(samples, AttentionMask.class, Masks.causal(2));
    put(samples, NumericArray.class, NumericArray.copyOf(new float[4], 2, 2));
    put(samples, Tokens.class, Tokens.of("a", "b"));
    put(samples, Span.class, Span.of(0, 1, "a"));
  }

  private static void colors(Map<Class<?>, Object> samples) {
    Normalization norm = Normalization.linear(0, 1);
    put(samples, Normalization.class, norm);
    put(samples, Colormap.class, Colormaps.viridis());
    put(samples, ColorScale.class, new ColorScale(Colormaps.viridis(), norm));
  }

  private static void parts(Map<Class<?>, Object> samples) {
    Panel panel = Panel.of("panel", Tiles.of(GRID), Scale.linear(0, 1));
    put(samples, Grid.class, GRID);
    put(samples, CellRow.class, new CellRow(2));
    put(samples, Grid.CellValue.class, (Grid.CellValue) (r, c) -> 0);
    put(samples, Tiles.class, Tiles.of(GRID));
    put(samples, Panel.class, panel);
    put(samples, Panel.Cells.class, Panel.Cells.defaults());
    put(samples, Block.class, panel);
    put(samples, Matrix.class, Matrix.of(List.of(List.of(panel)), Gap.PANELS));
    put(samples, Axis.class, Axis.labels("a", "b"));
    put(samples, Scale.class, Scale.linear(0, 1));
    put(samples, Limits.class, Limits.zeroToMax());
    put(samples, Legend.class, Legend.none());
    put(samples, Look.class, Look.defaults());
    put(samples, Theme.class, Theme.light());
    put(samples, Sizing.class, Sizing.auto());
    put(samples, Presentation.class, Presentation.defaults());
    put(samples, Overlay.class, Highlight.cell(0, 0));
    put(samples, Highlight.class, Highlight.cell(0, 0));
    put(samples, CellText.class, CellText.all());
    put(samples, CellText.CellTest.class, (CellText.CellTest) (r, c, value) -> true);
    put(samples, StepLine.class, StepLine.through(1, 1));
    put(samples, TokenDisplay.class, TokenDisplay.literal());
    put(samples, Zoom.class, Zoom.of(0, 0));
    put(samples, HeadCell.class, HeadCell.thumbnail());
    put(samples, HeadCell.Scalar.class, HeadCell.scalar(Reducer.max()));
    put(samples, Reducer.class, Reducer.max());
    put(samples, Reducer.Mean.class, new Reducer.Mean());
    put(samples, Reducer.Sum.class, new Reducer.Sum());
    put(samples, HeadGrid.TokenAxes.class, new HeadGrid.TokenAxes(Axis.none(), Axis.none()));
    put(
        samples,
        PanelGrid.Axes.class,
        new PanelGrid.Axes(Axis.none(), Axis.none(), AxisRepeat.EVERY_PANEL));
    put(samples, Typeface.class, Typeface.bundled());
    put(samples, TextMeasurer.class, Typeface.bundled());
  }

  private static void smallFigures(Map<Class<?>, Object> samples) {
    HeadScatter heads = HeadScatter.of(NumericArray.copyOf(new float[4], 2, 2), 1);
    Panel row = Panel.of("row", Tiles.of(Grid.of(1, 2, (r, c) -> c)), Scale.linear(0, 1));
    Panel labelled = row.withAxes(Axis.none(), Axis.labels("a", "b"));
    HeadNames names = HeadNames.dotted();
    BarChart.Colors colors = BarChart.Colors.defaults();
    put(samples, Bar.class, Bar.over(Scale.linear(0, 1), row));
    put(samples, HeadScatter.class, heads);
    put(samples, HeadScatter.Directions.class, heads.axes());
    put(samples, HeadBars.class, HeadBars.of(GRID));
    put(samples, HeadNames.class, names);
    put(samples, TokenStrip.class, TokenStrip.copyOf(Tokens.of("a", "b"), 0, 1));
    put(samples, RunningText.class, new RunningText(labelled, 100));
    put(samples, BarChart.class, new BarChart(row, colors, names));
    put(samples, BarChart.Colors.class, colors);
    put(samples, Scatter.class, new Scatter(row, GRID, names));
    MaskDifference masks = MaskDifference.of(Masks.causal(2), Masks.causal(2));
    put(samples, MaskDifference.class, masks);
    put(samples, MaskDifference.Names.class, masks.names());
    put(samples, MaskDifference.Colors.class, masks.colors());
  }

  private static void figures(Map<Class<?>, Object> samples) {
    HeatMap map = HeatMap.of(GRID);
    put(samples, Figure.class, map);
    put(samples, HeatMap.class, map);
    put(samples, Sheet.class, map.sheet());
    put(samples, MaskMap.class, MaskMap.of(Masks.causal(2)));
    put(samples, LayerStrips.class, LayerStrips.of(List.of(GRID)));
    put(samples, LayerTokenMap.class, LayerTokenMap.of(GRID));
    put(samples, PanelGrid.class, PanelGrid.of(List.of(List.of(GRID))));
    smallFigures(samples);
    put(samples, PanelGrid.PanelScale.class, (PanelGrid.PanelScale) (r, c) -> Scale.zeroToMax());
    put(samples, PanelGrid.PanelText.class, (PanelGrid.PanelText) (r, c) -> "a");
    put(
        samples,
        HeadGrid.class,
        HeadGrid.of(AttentionTensor.copyOf(TensorShape.of(1, 1, 2, 2), new float[4])));
    put(samples, Output.class, Output.defaults());
    put(samples, Budget.class, Budget.defaults());
    put(samples, Highlight.Region.class, Highlight.top(1).region());
    put(samples, Highlight.Range.class, new Highlight.Range(0, 1));
    put(samples, CellText.Selection.class, CellText.all().selection());
    put(samples, Limits.Rule.class, Limits.zeroToMax().rule());
    put(samples, TextSizes.class, Theme.light().sizes());
    put(samples, MaskMap.Colors.class, new MaskMap.Colors(1, 2));
    put(samples, MaskMap.Detail.class, MaskMap.Detail.defaults());
    put(samples, ImmutableSet.class, ImmutableSet.of());
    put(samples, DataScan.class, new DataScan(1, 0, 0, 0, 0, 1));
  }
}
