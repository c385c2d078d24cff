package dev.attn.metric;

import com.google.common.primitives.ImmutableIntArray;
import dev.attn.mask.AttentionMask;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What metrics are told besides weights and mask: tokens, their types, segments, gold labels.
 *
 * <p>Only what a metric {@linkplain HeadMetric#needs needs} has to be given.
 *
 * @param tokenIds for each key a number that equal tokens share
 * @param types for each key the name of its kind, for example {@code separator}
 * @param querySegments named ranges of queries
 * @param keySegments named ranges of keys
 * @param gold the keys that each query should read, as a relation of the shape of the mask
 */
public record MetricInputs(
    Optional<ImmutableIntArray> tokenIds,
    Optional<List<String>> types,
    Optional<List<Span>> querySegments,
    Optional<List<Span>> keySegments,
    Optional<AttentionMask> gold) {

  private static final MetricInputs NONE =
      new MetricInputs(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Copies the lists. */
  public MetricInputs {
    types = types.map(List::copyOf);
    querySegments = querySegments.map(List::copyOf);
    keySegments = keySegments.map(List::copyOf);
  }

  /** Returns no inputs. */
  public static MetricInputs none() {
    return NONE;
  }

  /** Returns these inputs with the vocabulary number of each key. */
  public MetricInputs withTokenIds(int... ids) {
    return withIds(ImmutableIntArray.copyOf(ids));
  }

  /** Returns these inputs with tokens that are the same exactly if their labels are. */
  public MetricInputs withTokens(Tokens tokens) {
    List<String> distinct = tokens.labels().stream().distinct().toList();
    return withIds(ImmutableIntArray.copyOf(tokens.labels().stream().mapToInt(distinct::indexOf)));
  }

  private MetricInputs withIds(ImmutableIntArray ids) {
    return new MetricInputs(Optional.of(ids), types, querySegments, keySegments, gold);
  }

  /** Returns these inputs with the name of the kind of each key. */
  public MetricInputs withTypes(String... newTypes) {
    return new MetricInputs(
        tokenIds, Optional.of(Arrays.asList(newTypes)), querySegments, keySegments, gold);
  }

  /** Returns these inputs with the same segments on both axes. */
  public MetricInputs withSegments(Span... segments) {
    return withSegments(Arrays.asList(segments), Arrays.asList(segments));
  }

  /** Returns these inputs with segments of queries and of keys. */
  public MetricInputs withSegments(List<Span> ofQueries, List<Span> ofKeys) {
    return new MetricInputs(tokenIds, types, Optional.of(ofQueries), Optional.of(ofKeys), gold);
  }

  /** Returns these inputs with the keys that each query should read. */
  public MetricInputs withGold(AttentionMask newGold) {
    return new MetricInputs(tokenIds, types, querySegments, keySegments, Optional.of(newGold));
  }
}
