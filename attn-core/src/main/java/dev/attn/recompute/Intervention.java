package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.attn.tensor.NumericArray;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A change to the queries, keys or values, made before attention is computed.
 *
 * <p>What it does to the map follows from the softmax: with the mean of the keys every allowed key
 * has the same score, so each row is uniform over its allowed keys; with the mean of the queries
 * all rows are prefixes of one distribution, each scaled to 1; values do not enter the map at all.
 *
 * <p>Several may be combined: {@link RecomputeOptions#with} adds one after the others. Padded
 * positions enter no mean and are left as they are.
 */
public sealed interface Intervention {

  /** Returns what is changed. */
  Target target();

  /** Returns whether vectors are changed before or after their rotation by position. */
  Stage stage();

  /**
   * Returns the vectors after the change.
   *
   * @param vectors of shape {@code [layers, heads, tokens, width]}
   */
  NumericArray apply(NumericArray vectors);

  /** Returns the intervention that gives every token the mean over all tokens of its head. */
  static Mean mean(Target target) {
    return new Mean(target, VectorAxis.TOKENS, Reach.FULL, Set.of(), Stage.AFTER_ROTARY);
  }

  /** Returns the intervention that gives every token the zero vector. */
  static Zero zero(Target target) {
    return new Zero(target, Stage.AFTER_ROTARY);
  }

  /**
   * Returns the intervention that gives token i the vector of token {@code permutation[i]}, in
   * every head.
   */
  static Shuffle shuffle(Target target, int... permutation) {
    return new Shuffle(target, VectorAxis.TOKENS, Ints.asList(permutation), Stage.AFTER_ROTARY);
  }

  /**
   * Returns the intervention that permutes the tokens, in every head alike, in an order that the
   * seed decides: the same for every target of as many tokens.
   */
  static RandomShuffle shuffle(Target target, long seed) {
    return new RandomShuffle(target, VectorAxis.TOKENS, seed, Set.of(), Stage.AFTER_ROTARY);
  }

  /** Returns the intervention that takes the vectors of another run instead. */
  static FromRun fromRun(Target target, NumericArray run) {
    return new FromRun(target, run, Stage.AFTER_ROTARY);
  }

  /**
   * Returns the intervention that gives every token the mean of its vectors in several runs.
   *
   * @param runs all samples that enter the mean, the present one only if it is listed; each of the
   *     shape of the vectors
   */
  static SampleMean sampleMean(Target target, List<NumericArray> runs) {
    return new SampleMean(
        target, runs, runs.stream().map(run -> Set.<Integer>of()).toList(), Stage.AFTER_ROTARY);
  }

  /**
   * Every vector becomes a mean.
   *
   * @param target what is changed
   * @param axis over what the mean is taken
   * @param reach which tokens enter; FULL for a mean over heads
   * @param padded positions that enter no mean and keep their vectors
   * @param stage before or after rotation
   */
  record Mean(Target target, VectorAxis axis, Reach reach, Set<Integer> padded, Stage stage)
      implements Intervention {

    /** Checks that a mean over heads is not asked to be causal. */
    public Mean {
      checkArgument(
          axis == VectorAxis.TOKENS || reach == Reach.FULL,
          "reach must be FULL for a mean over heads, got %s",
          reach);
      padded = ImmutableSet.copyOf(padded);
    }

    /** Returns this mean over another axis. */
    public Mean over(VectorAxis newAxis) {
      return new Mean(target, newAxis, reach, padded, stage);
    }

    /** Returns this mean over other tokens. */
    public Mean withReach(Reach newReach) {
      return new Mean(target, axis, newReach, padded, stage);
    }

    /** Returns this mean without padded positions. */
    public Mean skipping(int... positions) {
      return new Mean(target, axis, reach, ImmutableSet.copyOf(Ints.asList(positions)), stage);
    }

    /** Returns this mean at another stage. */
    public Mean at(Stage newStage) {
      return new Mean(target, axis, reach, padded, newStage);
    }

    @Override
    public NumericArray apply(NumericArray vectors) {
      VectorMeans means = new VectorMeans(vectors, padded);
      if (axis == VectorAxis.HEADS) {
        return means.overHeads();
      }
      return reach == Reach.FULL ? means.overTokens() : means.overEarlierTokens();
    }
  }

  /**
   * Every token gets the zero vector.
   *
   * @param target what is changed
   * @param stage before or after rotation, which is the same here
   */
  record Zero(Target target, Stage stage) implements Intervention {

    @Override
    public NumericArray apply(NumericArray vectors) {
      checkArgument(
          vectors.size() <= Integer.MAX_VALUE - 8,
          "vectors must fit one Java array to be set to zero, got %s numbers; take fewer layers",
          vectors.size());
      return Vectors.copy(new double[(int) vectors.size()], vectors);
    }
  }

  /**
   * Tokens or heads change places.
   *
   * @param target what is changed
   * @param axis what is permuted
   * @param permutation place i gets what was at place {@code permutation.get(i)}
   * @param stage before or after rotation
   */
  record Shuffle(Target target, VectorAxis axis, List<Integer> permutation, Stage stage)
      implements Intervention {

    /** Checks that the permutation names every place once. */
    public Shuffle {
      permutation = ImmutableList.copyOf(permutation);
      checkArgument(
          IntStream.range(0, permutation.size()).boxed().toList().equals(sorted(permutation)),
          "permutation must name every place from 0 once, got %s",
          permutation);
    }

    private static List<Integer> sorted(List<Integer> values) {
      return values.stream().sorted().toList();
    }

    /** Returns this permutation of another axis. */
    public Shuffle over(VectorAxis newAxis) {
      return new Shuffle(target, newAxis, permutation, stage);
    }

    /** Returns this permutation at another stage. */
    public Shuffle at(Stage newStage) {
      return new Shuffle(target, axis, permutation, newStage);
    }

    @Override
    public NumericArray apply(NumericArray vectors) {
      return Permutations.apply(vectors, axis, Ints.toArray(permutation));
    }
  }

  /**
   * Tokens or heads change places, in an order that a seed decides.
   *
   * @param target what is changed
   * @param axis what is permuted
   * @param seed the same seed gives the same order for the same number of places
   * @param padded positions that stay where they are, if tokens are permuted
   * @param stage before or after rotation
   */
  record RandomShuffle(Target target, VectorAxis axis, long seed, Set<Integer> padded, Stage stage)
      implements Intervention {

    /** Copies the positions. */
    public RandomShuffle {
      padded = ImmutableSet.copyOf(padded);
    }

    /** Returns this permutation of another axis. */
    public RandomShuffle over(VectorAxis newAxis) {
      return new RandomShuffle(target, newAxis, seed, padded, stage);
    }

    /** Returns this permutation with padded positions left in place. */
    public RandomShuffle skipping(int... positions) {
      return new RandomShuffle(
          target, axis, seed, ImmutableSet.copyOf(Ints.asList(positions)), stage);
    }

    /** Returns this permutation at another stage. */
    public RandomShuffle at(Stage newStage) {
      return new RandomShuffle(target, axis, seed, padded, newStage);
    }

    @Override
    public NumericArray apply(NumericArray vectors) {
      boolean tokens = axis == VectorAxis.TOKENS;
      int places = vectors.length(tokens ? 2 : 1);
      Set<Integer> fixed = tokens ? padded : Set.of();
      Permutations.checkPlaces(fixed, places);
      return Permutations.apply(vectors, axis, Permutations.random(places, fixed, seed));
    }
  }

  /**
   * The vectors of another run.
   *
   * @param target what is changed
   * @param run the vectors that are taken, of the same shape
   * @param stage before or after rotation: what the vectors of the run are
   */
  record FromRun(Target target, NumericArray run, Stage stage) implements Intervention {

    /** Returns this replacement at another stage. */
    public FromRun at(Stage newStage) {
      return new FromRun(target, run, newStage);
    }

    @Override
    public NumericArray apply(NumericArray vectors) {
      Vectors.checkLike("run", run, vectors);
      return run;
    }
  }

  /**
   * The mean over runs.
   *
   * @param target what is changed
   * @param runs the samples, each of the shape of the vectors
   * @param padded for each run, the positions that do not enter; a position padded in all of them
   *     is left as it is
   * @param stage before or after rotation: what the vectors of the runs are
   */
  record SampleMean(Target target, List<NumericArray> runs, List<Set<Integer>> padded, Stage stage)
      implements Intervention {

    /** Checks that there is a run. */
    public SampleMean {
      checkArgument(!runs.isEmpty(), "runs must be at least one, got none");
      checkArgument(
          padded.size() == runs.size(),
          "padded positions must be given for each of %s runs, got %s",
          runs.size(),
          padded.size());
      runs = List.copyOf(runs);
      padded = padded.stream().<Set<Integer>>map(ImmutableSet::copyOf).toList();
    }

    /** Returns this mean without padded positions of the runs. */
    public SampleMean skipping(List<Set<Integer>> newPadded) {
      return new SampleMean(target, runs, newPadded, stage);
    }

    /** Returns this mean at another stage. */
    public SampleMean at(Stage newStage) {
      return new SampleMean(target, runs, padded, newStage);
    }

    @Override
    public NumericArray apply(NumericArray vectors) {
      return VectorMeans.overSamples(vectors, runs, padded);
    }
  }
}
