package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A mask for every batch element and head, all of one shape.
 *
 * <p>Equal masks are kept once, and an operation visits each of them once. Nothing is broadcast
 * silently: {@link #broadcastBatches} and {@link #broadcastHeads} repeat an axis of length 1, and
 * {@link #repeatHeads} gives each head of keys its group of query heads.
 *
 * <p>Example: {@code MaskStack.ofHeads(Masks.causal(8), Masks.slidingWindow(8, 3))} has one batch
 * element and two heads; {@code .and(stack)} joins the masks of the same place.
 *
 * @shape {@code [batches, heads, queries, keys]}
 */
public final class MaskStack {

  private final int batches;
  private final int heads;
  private final ImmutableList<AttentionMask> distinct;
  private final ImmutableIntArray places;

  private MaskStack(
      int batches, int heads, ImmutableList<AttentionMask> distinct, ImmutableIntArray places) {
    this.batches = batches;
    this.heads = heads;
    this.distinct = distinct;
    this.places = places;
  }

  /** Returns the stack of one batch element with a mask for each head. */
  public static MaskStack ofHeads(AttentionMask... masks) {
    return copyOf(new AttentionMask[][] {masks});
  }

  /** Returns the stack with {@code masks[batch][head]}; all must have one shape. */
  public static MaskStack copyOf(AttentionMask[][] masks) {
    checkArgument(masks.length > 0, "masks must have at least 1 batch element, got 0");
    checkArgument(masks[0].length > 0, "masks must have at least 1 head, got 0");
    List<AttentionMask> flat = new ArrayList<>();
    for (int b = 0; b < masks.length; b++) {
      checkArgument(
          masks[b].length == masks[0].length,
          "batch element %s must have %s heads like the first, got %s",
          b,
          masks[0].length,
          masks[b].length);
      for (AttentionMask mask : masks[b]) {
        masks[0][0].checkSameShape(mask);
        flat.add(mask);
      }
    }
    return of(masks.length, masks[0].length, flat);
  }

  private static MaskStack of(int batches, int heads, List<AttentionMask> flat) {
    Map<AttentionMask, Integer> numbers = new HashMap<>();
    ImmutableList.Builder<AttentionMask> distinct = ImmutableList.builder();
    ImmutableIntArray.Builder places = ImmutableIntArray.builder(flat.size());
    for (AttentionMask mask : flat) {
      Integer number = numbers.get(mask);
      if (number == null) {
        number = numbers.size();
        numbers.put(mask, number);
        distinct.add(mask);
      }
      places.add(number);
    }
    return new MaskStack(batches, heads, distinct.build(), places.build());
  }

  /** Returns the number of batch elements. */
  public int batches() {
    return batches;
  }

  /** Returns the number of heads. */
  public int heads() {
    return heads;
  }

  /** Returns the number of query rows of every mask. */
  public int rows() {
    return distinct.get(0).rows();
  }

  /** Returns the number of key columns of every mask. */
  public int keys() {
    return distinct.get(0).keys();
  }

  /** Returns the mask of one batch element and head. */
  public AttentionMask mask(int batch, int head) {
    Limits.index("batch", batch, batches);
    Limits.index("head", head, heads);
    return distinct.get(places.get(batch * heads + head));
  }

  /** Returns the different masks of this stack, in order of their first place. */
  public List<AttentionMask> distinct() {
    return distinct;
  }

  /** Returns the masks changed one by one; the results must have one shape. */
  public MaskStack map(UnaryOperator<AttentionMask> operation) {
    List<AttentionMask> changed = distinct.stream().map(operation).toList();
    changed.forEach(changed.get(0)::checkSameShape);
    return of(batches, heads, places.stream().mapToObj(changed::get).toList());
  }

  /** Returns the cells that both masks of a place allow. */
  public MaskStack and(MaskStack other) {
    return combine(other, AttentionMask::and);
  }

  /** Returns the cells that at least one mask of a place allows. */
  public MaskStack or(MaskStack other) {
    return combine(other, AttentionMask::or);
  }

  /** Returns the cells that this stack allows and the other blocks. */
  public MaskStack minus(MaskStack other) {
    return combine(other, AttentionMask::minus);
  }

  /** Returns the cells that exactly one mask of a place allows. */
  public MaskStack xor(MaskStack other) {
    return combine(other, AttentionMask::xor);
  }

  /** Returns the cells that this stack blocks or the other allows. */
  public MaskStack implies(MaskStack other) {
    return combine(other, AttentionMask::implies);
  }

  /** Returns the cells that this stack blocks. */
  public MaskStack not() {
    return map(AttentionMask::not);
  }

  private MaskStack combine(MaskStack other, BinaryOperator<AttentionMask> operation) {
    checkArgument(
        batches == other.batches && heads == other.heads,
        "other stack must have %s batches and %s heads, got %s and %s;"
            + " use broadcastBatches or broadcastHeads",
        batches,
        heads,
        other.batches,
        other.heads);
    Map<Long, AttentionMask> known = new HashMap<>();
    List<AttentionMask> flat = new ArrayList<>();
    for (int i = 0; i < places.length(); i++) {
      int here = places.get(i);
      int there = other.places.get(i);
      flat.add(
          known.computeIfAbsent(
              (long) here << 32 | there,
              pair -> operation.apply(distinct.get(here), other.distinct.get(there))));
    }
    return of(batches, heads, flat);
  }

  /** Returns this stack, which must have one batch element, with {@code count} equal ones. */
  public MaskStack broadcastBatches(int count) {
    checkArgument(batches == 1, "stack must have 1 batch element to be repeated, got %s", batches);
    Limits.atLeast("count", 1, count);
    return gather(count, heads, (b, h) -> mask(0, h));
  }

  /** Returns this stack, which must have one head, with {@code count} equal ones. */
  public MaskStack broadcastHeads(int count) {
    checkArgument(heads == 1, "stack must have 1 head to be repeated, got %s", heads);
    Limits.atLeast("count", 1, count);
    return gather(batches, count, (b, h) -> mask(b, 0));
  }

  /**
   * Returns this stack with every head repeated {@code group} times in a row, as grouped queries
   * share the masks of their keys: head h of the result is head h / group of this stack.
   */
  public MaskStack repeatHeads(int group) {
    Limits.atLeast("group", 1, group);
    return gather(batches, Limits.product("heads", heads, group), (b, h) -> mask(b, h / group));
  }

  /** Which mask stands at a place. */
  private interface Place {
    AttentionMask mask(int batch, int head);
  }

  private static MaskStack gather(int batches, int heads, Place place) {
    Limits.product("batches and heads", batches, heads);
    List<AttentionMask> flat = new ArrayList<>();
    for (int b = 0; b < batches; b++) {
      for (int h = 0; h < heads; h++) {
        flat.add(place.mask(b, h));
      }
    }
    return of(batches, heads, flat);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof MaskStack other
        && batches == other.batches
        && heads == other.heads
        && distinct.equals(other.distinct)
        && places.equals(other.places);
  }

  @Override
  public int hashCode() {
    return Objects.hash(batches, heads, places);
  }

  /** Returns the shape, for example {@code [2, 12, 128, 128], 3 distinct masks}. */
  @Override
  public String toString() {
    return "["
        + batches
        + ", "
        + heads
        + ", "
        + rows()
        + ", "
        + keys()
        + "], "
        + distinct.size()
        + (distinct.size() == 1 ? " distinct mask" : " distinct masks");
  }
}
