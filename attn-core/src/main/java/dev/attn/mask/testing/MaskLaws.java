package dev.attn.mask.testing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Trait;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Checks that masks have the traits they declare.
 *
 * <p>A declared trait that does not hold is an {@link AssertionError}, with the first cell that
 * breaks it, how many do, why the mask decided that cell as it did, and a picture. A trait that
 * holds without being declared is listed in the report.
 *
 * <pre>{@code
 * MaskLaws.verify(Masks.causal(64));
 * MaskLaws.verify(mine, Set.of(Trait.CAUSAL, Trait.NO_EMPTY_ROWS));
 * MaskLaws.verifyFamily(n -> Masks.slidingWindow(n, 3), 1, 2, 8, 65);
 * MaskLaws.verifyDecoding(shape -> Masks.chunked(shape, 4), 1, 2, 8, 65);
 * }</pre>
 *
 * @cost masks of up to 4,194,304 cells are checked cell by cell; of larger ones a fixed selection
 *     of some thousand cells, which the report says
 */
public final class MaskLaws {

  private static final Set<Trait> OF_FAMILIES =
      Sets.immutableEnumSet(Trait.POSITION_ONLY, Trait.PREFIX_STABLE);

  private MaskLaws() {}

  /** Checks the traits that {@code mask} declares and that a single mask can show. */
  public static LawReport verify(AttentionMask mask) {
    return verify(mask, mask.traits());
  }

  /** Checks those of {@code declared} that a single mask can show. */
  public static LawReport verify(AttentionMask mask, Set<Trait> declared) {
    LawCheck check = new LawCheck(mask, declared);
    check.singleMask();
    return check.report(Failure.name(mask), Sets.intersection(declared, OF_FAMILIES));
  }

  /**
   * Checks the traits that the square masks of these sizes declare, with {@code PREFIX_STABLE} and
   * {@code POSITION_ONLY} between sizes.
   *
   * <p>For {@code PREFIX_STABLE} the mask of every size is compared with that of one token more,
   * and every size and the sizes next to it with the largest one, cut down. A family that changes
   * only between other sizes is not found out: give some that are far apart.
   *
   * <p>The mask of decoding step p is taken to be the last row of the mask for p + 1 tokens; {@link
   * #verifyDecoding} asks a builder of shapes for it.
   *
   * @param family returns the mask for n tokens
   */
  public static LawReport verifyFamily(IntFunction<AttentionMask> family, int... sizes) {
    return verifyFamily(family, commonTraits(family, sizes), sizes);
  }

  /** Checks {@code declared} for the square masks of these sizes. */
  public static LawReport verifyFamily(
      IntFunction<AttentionMask> family, Set<Trait> declared, int... sizes) {
    checkSizes(sizes);
    List<AttentionMask> masks = Arrays.stream(sizes).mapToObj(n -> square(family, n)).toList();
    int most = Ints.max(sizes) + 1;
    Cells largest = Cells.of(square(family, most));
    Findings findings = new Findings(declared);
    for (AttentionMask mask : masks) {
      int n = mask.rows();
      LawCheck check = new LawCheck(mask, declared);
      check.singleMask();
      check.law(prefixStable(n, n + 1, Cells.of(square(family, n + 1))));
      check.law(prefixStable(n, most, largest));
      check.law(positionOnly(family, mask));
      findings.add(check);
    }
    for (int n : neighbours(sizes)) {
      LawCheck check = new LawCheck(square(family, n), declared);
      check.law(prefixStable(n, most, largest));
      findings.addBetween(check, Trait.PREFIX_STABLE);
    }
    return findings.report("family of sizes " + Arrays.toString(sizes), Set.of());
  }

  /** Returns the sizes next to the given ones that are not given themselves. */
  private static Set<Integer> neighbours(int... sizes) {
    Set<Integer> near = new TreeSet<>();
    for (int n : sizes) {
      near.add(Math.max(n - 1, 1));
      near.add(n + 1);
    }
    near.removeAll(Ints.asList(sizes));
    near.remove(Ints.max(sizes) + 1);
    return near;
  }

  private static Law prefixStable(int n, int more, Cells larger) {
    String rule = "the mask for " + more + " tokens, cut to " + n + ", is the mask for " + n;
    return new Law(Trait.PREFIX_STABLE, rule, larger);
  }

  private static Law positionOnly(IntFunction<AttentionMask> family, AttentionMask mask) {
    return decoding(mask, q -> square(family, q + 1).slice(q, q + 1, 0, q + 1));
  }

  /**
   * Checks {@code POSITION_ONLY}: row p of the square mask, cut to the keys up to p, is the mask of
   * decoding step p.
   *
   * @param family returns the mask for a shape
   * @param sizes numbers of tokens
   */
  public static LawReport verifyDecoding(Function<MaskShape, AttentionMask> family, int... sizes) {
    checkSizes(sizes);
    Findings findings = new Findings(Set.of(Trait.POSITION_ONLY));
    for (int n : sizes) {
      AttentionMask mask = family.apply(MaskShape.square(n));
      requireShape(mask, n, n);
      LawCheck check = new LawCheck(mask, Set.of(Trait.POSITION_ONLY));
      check.law(decoding(mask, step -> decoded(family, step)));
      findings.add(check);
    }
    return findings.report("decoding of sizes " + Arrays.toString(sizes), Set.of());
  }

  private static AttentionMask decoded(Function<MaskShape, AttentionMask> family, int step) {
    AttentionMask row = family.apply(MaskShape.decode(step));
    requireShape(row, 1, step + 1);
    return row;
  }

  private static Law decoding(AttentionMask mask, IntFunction<AttentionMask> steps) {
    return new Law(
        Trait.POSITION_ONLY,
        "row p, cut to the keys up to p, is the mask of decoding step p",
        new Cells() {
          private int lastQuery = -1;
          private AttentionMask step = mask;

          @Override
          public boolean allows(int q, int k) {
            if (k > q) {
              return mask.allows(q, k);
            }
            if (q != lastQuery) {
              step = steps.apply(q);
              lastQuery = q;
            }
            return step.allows(0, k);
          }
        });
  }

  private static Set<Trait> commonTraits(IntFunction<AttentionMask> family, int... sizes) {
    checkSizes(sizes);
    Set<Trait> common = EnumSet.allOf(Trait.class);
    for (int n : sizes) {
      common.retainAll(family.apply(n).traits());
    }
    return common;
  }

  private static void checkSizes(int... sizes) {
    checkArgument(sizes.length > 0, "sizes must be at least 1, got 0");
    for (int n : sizes) {
      checkArgument(n >= 0, "size must be at least 0, got %s", n);
    }
  }

  private static AttentionMask square(IntFunction<AttentionMask> family, int n) {
    AttentionMask mask = family.apply(n);
    requireShape(mask, n, n);
    return mask;
  }

  private static void requireShape(AttentionMask mask, int rows, int keys) {
    checkArgument(
        mask.rows() == rows && mask.keys() == keys,
        "mask of the family must have the shape [%s, %s], got [%s, %s]",
        rows,
        keys,
        mask.rows(),
        mask.keys());
  }
}
