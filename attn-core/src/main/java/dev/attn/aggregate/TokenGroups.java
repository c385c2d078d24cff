package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tokens of one axis put into groups: pieces into words, words into sentences.
 *
 * <p>Groups are in the order of their first token, except that a rest group is the last.
 *
 * <p>Example: four tokens with the span {@code [1, 3)} are the groups {0}, {1, 2}, {3}.
 */
public final class TokenGroups {

  private static final int DROPPED = -1;

  private final ImmutableIntArray groupOf;
  private final ImmutableList<ImmutableIntArray> members;
  private final ImmutableList<String> names;

  private TokenGroups(int[] groupOf, List<String> names) {
    this.groupOf = ImmutableIntArray.copyOf(groupOf);
    this.names = ImmutableList.copyOf(names);
    List<ImmutableIntArray.Builder> lists = new ArrayList<>();
    names.forEach(name -> lists.add(ImmutableIntArray.builder()));
    for (int token = 0; token < groupOf.length; token++) {
      if (groupOf[token] != DROPPED) {
        lists.get(groupOf[token]).add(token);
      }
    }
    this.members =
        lists.stream()
            .map(ImmutableIntArray.Builder::build)
            .collect(ImmutableList.toImmutableList());
  }

  /** Returns the spans as groups, and every other token as a group of its own. */
  public static TokenGroups of(int tokens, List<Span> spans) {
    return of(tokens, spans, Ungrouped.OWN_GROUP);
  }

  /**
   * Returns the spans as groups.
   *
   * @param tokens number of tokens
   * @param spans disjoint ranges, in any order; their level does not count
   * @param ungrouped what becomes of tokens outside all spans
   */
  public static TokenGroups of(int tokens, List<Span> spans, Ungrouped ungrouped) {
    checkArgument(tokens >= 0, "tokens must be at least 0, got %s", tokens);
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingInt(Span::from));
    check(tokens, sorted);
    int[] groupOf = new int[tokens];
    Arrays.fill(groupOf, DROPPED);
    List<String> names = new ArrayList<>();
    int next = 0;
    for (Span span : sorted) {
      if (ungrouped == Ungrouped.OWN_GROUP) {
        addSingles(next, span.from(), groupOf, names);
      }
      Arrays.fill(groupOf, span.from(), span.to(), names.size());
      names.add(span.label());
      next = span.to();
    }
    if (ungrouped == Ungrouped.OWN_GROUP) {
      addSingles(next, tokens, groupOf, names);
    } else if (ungrouped == Ungrouped.REST_GROUP) {
      addRest(groupOf, names);
    }
    return new TokenGroups(groupOf, names);
  }

  /** Returns every token as a group of its own: merging by these changes nothing. */
  public static TokenGroups singles(int tokens) {
    return of(tokens, List.of());
  }

  /** Returns all tokens as one group. */
  static TokenGroups together(int tokens) {
    return new TokenGroups(new int[tokens], List.of("all"));
  }

  private static void check(int tokens, List<Span> sorted) {
    for (int i = 0; i < sorted.size(); i++) {
      checkArgument(
          sorted.get(i).to() <= tokens,
          "span must end at or before %s, the number of tokens, got %s",
          tokens,
          sorted.get(i));
      checkArgument(
          i == 0 || sorted.get(i - 1).to() <= sorted.get(i).from(),
          "spans must not overlap, got %s and %s",
          sorted.get(Math.max(0, i - 1)),
          sorted.get(i));
    }
  }

  private static void addSingles(int from, int to, int[] groupOf, List<String> names) {
    for (int token = from; token < to; token++) {
      groupOf[token] = names.size();
      names.add("");
    }
  }

  private static void addRest(int[] groupOf, List<String> names) {
    int rest = names.size();
    boolean any = false;
    for (int token = 0; token < groupOf.length; token++) {
      if (groupOf[token] == DROPPED) {
        groupOf[token] = rest;
        any = true;
      }
    }
    if (any) {
      names.add("rest");
    }
  }

  /** Returns the number of groups. */
  public int count() {
    return members.size();
  }

  /** Returns the number of tokens that the groups were made from, dropped ones included. */
  public int tokens() {
    return groupOf.length();
  }

  /** Returns the tokens of one group, in rising order. */
  public List<Integer> members(int group) {
    Indices.check("group", group, count());
    return members.get(group).asList();
  }

  /** Returns the group of one token, or -1 if the token is dropped. */
  public int groupOf(int token) {
    Indices.check("token", token, tokens());
    return groupOf.get(token);
  }

  /** Returns whether every token is in a group. */
  public boolean coverAll() {
    return !groupOf.contains(DROPPED);
  }

  /**
   * Returns the labels of the groups: the label of the span, {@code rest} for a rest group, or the
   * label of the one token.
   *
   * @param pieces the labels of the tokens that the groups were made from
   */
  public Tokens labels(Tokens pieces) {
    checkArgument(
        pieces.size() == tokens(),
        "pieces must be one label for each of %s tokens, got %s",
        tokens(),
        pieces.size());
    return Tokens.copyOf(
        IntStream.range(0, count())
            .mapToObj(
                g -> names.get(g).isEmpty() ? pieces.label(members.get(g).get(0)) : names.get(g))
            .toList());
  }

  ImmutableIntArray list(int group) {
    return members.get(group);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof TokenGroups other
        && groupOf.equals(other.groupOf)
        && names.equals(other.names);
  }

  @Override
  public int hashCode() {
    return 31 * groupOf.hashCode() + names.hashCode();
  }

  /** Returns the members, for example {@code [[0], [1, 2], [3]]}. */
  @Override
  public String toString() {
    return members.toString();
  }
}
