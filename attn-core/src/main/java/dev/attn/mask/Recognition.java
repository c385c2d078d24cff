package dev.attn.mask;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The search for a short expression: guesses are offered in a fixed order, and the shortest that
 * allows exactly the given cells is kept, the first of equally short ones.
 */
final class Recognition implements Consumer<AttentionMask> {

  /** No expression with an operator is shorter than {@code !causal(8)}. */
  private static final int SHORTEST_NEGATION = 3;

  /** No union is shorter than {@code diagonal(8) | columns(8, 0, 1)}, but for two bands. */
  private static final int SHORTEST_UNION = 6;

  private final AttentionMask target;
  private long length;
  private @Nullable AttentionMask best;

  private Recognition(AttentionMask target) {
    this.target = target;
    this.length = ExpressionLength.of(target.node());
  }

  /** Returns the shortest expression for {@code listed}, which is written as a list of cells. */
  static Optional<AttentionMask> of(AttentionMask listed) {
    Recognition search = new Recognition(listed);
    search.families(listed, search);
    if (search.length > SHORTEST_NEGATION && listed.rows() > 0) {
      AttentionMask blocked = Masks.fromDense(listed.not().toDense());
      search.families(blocked, guess -> search.accept(guess.not()));
      if (search.length > SHORTEST_UNION) {
        CellCover.offer(listed, blocked, search);
      }
    }
    return Optional.ofNullable(search.best);
  }

  private void families(AttentionMask mask, Consumer<AttentionMask> guesses) {
    LineGuesses.offer(mask, guesses);
    SequenceGuesses.offer(mask, guesses);
    GridGuesses.offer(mask, guesses);
  }

  @Override
  public void accept(AttentionMask guess) {
    long guessLength = ExpressionLength.of(guess.node());
    if (guessLength < length && guess.equals(target)) {
      length = guessLength;
      best = guess;
    }
  }
}
