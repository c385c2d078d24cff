package dev.attn.examples.cli;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowSumPolicy;
import dev.attn.metric.BrokenRows;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.LogBase;
import dev.attn.metric.MetricInputs;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.Need;
import dev.attn.metric.Positions;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options that hold for all metrics: what they are told, and how they treat rows. */
final class MetricSettings {

  @Option(
      names = "--tokens",
      paramLabel = "FILE.json",
      description = "a JSON array of tokens, or an object that has one under tokens")
  private Optional<Path> tokens = Optional.empty();

  @Option(
      names = "--types",
      paramLabel = "FILE",
      description = "the kind of each key: a JSON array, or a text file with one on each line")
  private Optional<Path> types = Optional.empty();

  @Option(
      names = "--gold",
      paramLabel = "EXPR|FILE",
      description =
          "the keys that each query should read: a mask expression, an .npy file of 0 and 1, or a"
              + " text file of # and .")
  private Optional<String> gold = Optional.empty();

  @Option(
      names = "--span",
      paramLabel = "NAME:FROM-TO",
      description = "a segment of the tokens, half-open; give the option once for each")
  private List<String> spans = List.of();

  @Option(
      names = "--positions",
      paramLabel = "end|none",
      defaultValue = "end",
      description =
          "end: the last query stands at the last key; none: cross-attention (default:"
              + " ${DEFAULT-VALUE})")
  private String positions;

  @Option(
      names = "--first-query",
      paramLabel = "N",
      description =
          "the key at which query 0 stands, 0 for top-left masks (default: keys - queries)")
  private Optional<Integer> firstQuery = Optional.empty();

  @Option(
      names = "--row-sum",
      paramLabel = "unit|at-most-one|free",
      defaultValue = "unit",
      description = "what rows add up to (default: ${DEFAULT-VALUE})")
  private String rowSum;

  @Option(
      names = "--broken",
      paramLabel = "fail|skip|renormalise",
      defaultValue = "fail",
      description = "what to do with rows that are no attention (default: ${DEFAULT-VALUE})")
  private BrokenRows broken;

  @Option(
      names = "--log",
      paramLabel = "nats|bits",
      defaultValue = "nats",
      description = "the unit of entropies and divergences (default: ${DEFAULT-VALUE})")
  private LogBase log;

  /** Returns the options for weights of this shape; {@code file} may carry tokens. */
  MetricOptions options(ArrayReference file, TensorShape shape) throws IOException {
    MetricOptions options =
        MetricOptions.defaults()
            .withBroken(broken)
            .withLogBase(log)
            .withRowSum(rowSum())
            .withPositions(positions());
    OptionalInt first = firstQuery(shape);
    MetricOptions placed = first.isPresent() ? options.withFirstQuery(first.getAsInt()) : options;
    MetricInputs inputs = inputs(file, shape);
    return placed.withInputs(spans.isEmpty() ? inputs : withSegments(inputs, shape, placed));
  }

  private MetricInputs inputs(ArrayReference file, TensorShape shape) throws IOException {
    MetricInputs inputs = MetricInputs.none();
    Optional<Tokens> known =
        tokens.isPresent() ? Optional.of(LabelFile.readJson(tokens.get())) : file.tokens();
    if (tokens.isPresent()) {
      checkSize("--tokens", known.get().size(), shape.keys());
    }
    if (known.isPresent() && known.get().size() == shape.keys()) {
      inputs = inputs.withTokens(known.get());
    }
    if (types.isPresent()) {
      List<String> labels = LabelFile.read(types.get());
      checkSize("--types", labels.size(), shape.keys());
      inputs = inputs.withTypes(labels.toArray(String[]::new));
    }
    if (gold.isPresent()) {
      inputs = inputs.withGold(gold(gold.get(), shape));
    }
    return inputs;
  }

  private static void checkSize(String option, int given, int keys) {
    if (given != keys) {
      throw new WrongArgumentException(
          option + " must have one label for each of the " + keys + " keys, got " + given);
    }
  }

  private static AttentionMask gold(String text, TensorShape shape) throws IOException {
    AttentionMask relation = GoldArgument.read(text);
    if (relation.rows() != shape.queries() || relation.keys() != shape.keys()) {
      throw new WrongArgumentException(
          ("--gold must have shape [" + shape.queries() + ", " + shape.keys() + "]")
              + (", got [" + relation.rows() + ", " + relation.keys() + "]"));
    }
    return relation;
  }

  /** Adds spans of keys, and on the query axis the rows of the same tokens. */
  private MetricInputs withSegments(MetricInputs inputs, TensorShape shape, MetricOptions options) {
    boolean placed = options.placesQueries(shape.queries(), shape.keys());
    int first = placed ? options.firstColumn(shape.queries(), shape.keys()) : 0;
    int end = placed ? shape.keys() : Math.min(shape.queries(), shape.keys());
    List<Span> ofKeys = new ArrayList<>();
    List<Span> ofQueries = new ArrayList<>();
    for (String text : spans) {
      Span span = SpanArgument.parse(text);
      if (span.to() > end) {
        throw new WrongArgumentException("--span must end at or before " + end + ", got " + text);
      }
      ofKeys.add(span);
      int from = Math.max(span.from() - first, 0);
      int to = Math.min(span.to() - first, shape.queries());
      if (from < to) {
        ofQueries.add(Span.of(from, to, span.label()));
      }
    }
    return inputs.withSegments(ofQueries, ofKeys);
  }

  private Positions positions() {
    return switch (positions) {
      case "end" -> Positions.END_ALIGNED;
      case "none" -> Positions.NONE;
      default ->
          throw new WrongArgumentException("--positions must be end or none, got " + positions);
    };
  }

  private OptionalInt firstQuery(TensorShape shape) {
    if (firstQuery.isEmpty()) {
      return OptionalInt.empty();
    }
    int most = shape.keys() - shape.queries();
    if (positions() == Positions.NONE) {
      throw new WrongArgumentException("--first-query needs --positions end, got none");
    }
    if (firstQuery.get() < 0 || firstQuery.get() > most) {
      throw new WrongArgumentException(
          ("--first-query must be in [0, " + most + "]")
              + (", so that each of " + shape.queries() + " queries stands at one of ")
              + (shape.keys() + " keys, got " + firstQuery.get()));
    }
    return OptionalInt.of(firstQuery.get());
  }

  private RowSumPolicy rowSum() {
    return switch (rowSum) {
      case "unit" -> RowSumPolicy.UNIT;
      case "at-most-one" -> RowSumPolicy.AT_MOST_ONE;
      case "free" -> RowSumPolicy.FREE;
      default ->
          throw new WrongArgumentException(
              "--row-sum must be unit, at-most-one or free, got " + rowSum);
    };
  }

  /** Refuses a metric that needs what was not given. */
  static void check(HeadMetric metric, TensorShape shape, MetricOptions options) {
    List<String> missing = missing(metric, shape, options);
    if (!missing.isEmpty()) {
      throw new WrongArgumentException(
          metric.id() + " needs " + String.join(" and ", missing) + ", got none");
    }
  }

  /** Returns what must be given for a metric and was not. */
  static List<String> missing(HeadMetric metric, TensorShape shape, MetricOptions options) {
    return Arrays.stream(Need.values())
        .filter(need -> metric.needs().contains(need) && !isMet(need, shape, options))
        .map(MetricSettings::giver)
        .toList();
  }

  private static boolean isMet(Need need, TensorShape shape, MetricOptions options) {
    return switch (need) {
      case POSITIONS -> options.placesQueries(shape.queries(), shape.keys());
      case TOKENS -> options.inputs().tokenIds().isPresent();
      case TYPES -> options.inputs().types().isPresent();
      case SEGMENTS -> options.inputs().keySegments().isPresent();
      case GOLD_LABELS -> options.inputs().gold().isPresent();
    };
  }

  private static String giver(Need need) {
    return switch (need) {
      case POSITIONS -> "queries that stand among the keys";
      case TOKENS -> "--tokens";
      case TYPES -> "--types";
      case SEGMENTS -> "--span";
      case GOLD_LABELS -> "--gold";
    };
  }
}
