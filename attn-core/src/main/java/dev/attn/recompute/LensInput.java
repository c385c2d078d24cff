package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.util.Optional;

/**
 * What the logit lens reads at every layer: logits that are ready, or states with the unembedding
 * that turns them into logits, a block of the vocabulary at a time.
 *
 * <p>A state is that of the position that <em>predicts</em> a token: position t predicts token t +
 * 1.
 */
public final class LensInput {

  private static final int BLOCK = 512;

  private final Optional<NumericArray> logits;
  private final Optional<NumericArray> states;
  private final NumericArray unembedding;
  private final Optional<FinalNorm> norm;
  private final NormMode mode;
  private final LastState last;
  private final int block;

  private LensInput(
      Optional<NumericArray> logits,
      Optional<NumericArray> states,
      NumericArray unembedding,
      Optional<FinalNorm> norm,
      NormMode mode,
      LastState last,
      int block) {
    this.logits = logits;
    this.states = states;
    this.unembedding = unembedding;
    this.norm = norm;
    this.mode = mode;
    this.last = last;
    this.block = block;
  }

  /**
   * Returns ready logits of every layer.
   *
   * @param logits of shape {@code [layers, positions, vocabulary]}
   */
  public static LensInput ofLogits(NumericArray logits) {
    checkArgument(
        logits.rank() == 3,
        "logits must have shape [layers, positions, vocabulary], got %s",
        logits.shape());
    checkArgument(logits.length(0) > 0, "logits must have at least 1 layer, got none");
    return new LensInput(
        Optional.of(logits),
        Optional.empty(),
        logits,
        Optional.empty(),
        NormMode.NONE,
        LastState.RAW,
        BLOCK);
  }

  /**
   * Returns states of every layer that are normalised nowhere.
   *
   * @param states of shape {@code [layers, positions, width]}
   * @param unembedding of shape {@code [vocabulary, width]}
   */
  public static LensInput ofStates(NumericArray states, NumericArray unembedding) {
    checkArgument(
        states.rank() == 3,
        "states must have shape [layers, positions, width], got %s",
        states.shape());
    checkArgument(states.length(0) > 0, "states must have at least 1 layer, got none");
    checkArgument(
        unembedding.rank() == 2 && unembedding.length(1) == states.length(2),
        "unembedding must have shape [vocabulary, %s] like the states, got %s",
        states.length(2),
        unembedding.shape());
    return new LensInput(
        Optional.empty(),
        Optional.of(states),
        unembedding,
        Optional.empty(),
        NormMode.NONE,
        LastState.RAW,
        BLOCK);
  }

  /**
   * Returns states that are normalised at every layer, none of them already.
   *
   * @param states of shape {@code [layers, positions, width]}
   * @param unembedding of shape {@code [vocabulary, width]}
   */
  public static LensInput ofStates(NumericArray states, NumericArray unembedding, FinalNorm norm) {
    LensInput plain = ofStates(states, unembedding);
    checkArgument(
        norm.width() == states.length(2),
        "norm must have width %s like the states, got %s",
        states.length(2),
        norm.width());
    return new LensInput(
        plain.logits,
        plain.states,
        unembedding,
        Optional.of(norm),
        NormMode.ALL_NORMED,
        LastState.RAW,
        BLOCK);
  }

  /** Returns this input normalised at other layers. */
  public LensInput withNormMode(NormMode newMode) {
    checkArgument(
        newMode == NormMode.NONE || norm.isPresent(),
        "norm mode must be NONE for input without a norm, got %s; give one to LensInput.ofStates",
        newMode);
    return new LensInput(logits, states, unembedding, norm, newMode, last, block);
  }

  /** Returns this input with another declaration about the state of the last layer. */
  public LensInput withLastState(LastState newLast) {
    return new LensInput(logits, states, unembedding, norm, mode, newLast, block);
  }

  /** Returns this input read in blocks of so many tokens, which changes no bit of the result. */
  public LensInput withBlock(int tokens) {
    checkArgument(tokens >= 1, "block must be at least 1 token, got %s", tokens);
    return new LensInput(logits, states, unembedding, norm, mode, last, tokens);
  }

  int layers() {
    return axes().length(0);
  }

  int positions() {
    return axes().length(1);
  }

  private NumericArray axes() {
    return logits.or(() -> states).orElseThrow();
  }

  ElementType type() {
    return axes().type();
  }

  int vocabulary() {
    return logits.map(array -> array.length(2)).orElseGet(() -> unembedding.length(0));
  }

  int block() {
    return block;
  }

  Optional<NumericArray> states() {
    return states;
  }

  /** Returns the logits of the tokens {@code [from, to)} at every layer and position. */
  Block block(int from, int to) {
    if (logits.isPresent()) {
      NumericArray ready = logits.get();
      return (layer, position, target) ->
          ready.read(((long) layer * positions() + position) * vocabulary() + from, target);
    }
    int width = unembedding.length(1);
    double[] rows = new double[Math.multiplyExact(to - from, width)];
    unembedding.read((long) from * width, rows);
    double[] state = new double[width];
    return (layer, position, target) -> {
      state(layer, position, state);
      for (int v = 0; v < target.length; v++) {
        CompensatedSum sum = new CompensatedSum();
        for (int c = 0; c < width; c++) {
          sum.add(rows[v * width + c] * state[c]);
        }
        target[v] = sum.value();
      }
    };
  }

  /** Writes the logits of a block. */
  @FunctionalInterface
  interface Block {
    void read(int layer, int position, double[] target);
  }

  private void state(int layer, int position, double[] target) {
    states.orElseThrow().read(((long) layer * positions() + position) * target.length, target);
    boolean isLast = layer == layers() - 1;
    boolean normed = mode == NormMode.ALL_NORMED || (mode == NormMode.LAST_NORMED && isLast);
    if (normed && !(isLast && last == LastState.ALREADY_NORMALISED)) {
      norm.orElseThrow().apply(target);
    }
  }

  /** Returns the switches, for example {@code ALL_NORMED, layer norm 1.0E-5, last RAW}. */
  @Override
  public String toString() {
    if (logits.isPresent()) {
      return "ready logits";
    }
    return mode + norm.map(n -> ", " + n).orElse("") + ", last " + last;
  }
}
