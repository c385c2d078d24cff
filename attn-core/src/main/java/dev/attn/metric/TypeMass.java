package dev.attn.metric;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much of a row lies on each type of key, for example on separators. The types share out all
 * keys, so the parts of a unit row add up to 1.
 *
 * @source Clark et al. 2019, What Does BERT Look At, arXiv:1906.04341
 */
final class TypeMass extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("sink.typeMass", "for each type t: Σ a over the keys of type t")
          .meaning("which kinds of token are read")
          .range("[0, 1]; the parts add up to 1")
          .unit("mass")
          .source("Clark et al. 2019, arXiv:1906.04341")
          .variants("one part for each type; all rows, or those whose own token has a given type");

  private final Optional<String> from;

  private TypeMass(Optional<String> from, Need... needs) {
    super(INFO, needs);
    this.from = from;
  }

  static TypeMass ofAllRows() {
    return new TypeMass(Optional.empty(), Need.TYPES);
  }

  static TypeMass ofRows(String type) {
    return new TypeMass(Optional.of(type), Need.TYPES, Need.POSITIONS);
  }

  @Override
  List<String> variants(MetricContext context) {
    return context.types().stream().distinct().toList();
  }

  @Override
  String settings() {
    return from.map(type -> "from=" + type).orElse("");
  }

  @Override
  Optional<String> objection(MetricContext context) {
    return from.filter(type -> !context.types().contains(type))
        .map(type -> "type must be one of " + variants(context) + " for " + id() + ", got " + type);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    if (from.isPresent() && !row.context().types().get(row.position()).equals(from.get())) {
      return;
    }
    CompensatedSum[] sums =
        Stream.generate(CompensatedSum::new).limit(scores.length).toArray(CompensatedSum[]::new);
    for (int i = 0; i < row.count(); i++) {
      sums[row.type(row.key(i))].add(row.weight(i));
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] = sums[i].value();
    }
  }
}
