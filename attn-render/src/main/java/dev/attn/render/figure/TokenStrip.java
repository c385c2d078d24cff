package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;

/**
 * One score per token over running text, each token on the colour of its score.
 *
 * <p>Lines break between tokens, and after a token that ends with a line feed. With a {@link
 * TokenDisplay} the pieces of one word stand close together.
 *
 * <p>Signed scores want {@link Scale#diverging()}.
 *
 * @param scores one row with a score for each token
 * @param tokens the tokens
 * @param width that lines have at most
 * @param presentation title, scale and look
 */
public record TokenStrip(Grid scores, Axis tokens, int width, Presentation presentation)
    implements Figure {

  private static final int WIDTH = 560;

  /** Checks that every score has a token. */
  public TokenStrip {
    requireNonNull(scores, "scores must not be null");
    requireNonNull(tokens, "tokens must not be null");
    requireNonNull(presentation, "presentation must not be null");
    checkArgument(scores.rows() == 1, "scores must be one row, got %s", scores.rows());
    checkArgument(
        tokens.labels().size() == scores.columns(),
        "tokens must be %s, one for each score, got %s",
        scores.columns(),
        tokens.labels().size());
    checkArgument(width >= 1, "line width must be at least 1, got %s", width);
  }

  /** Returns the strip of some tokens and a grid of one row. */
  public static TokenStrip of(Tokens tokens, Grid scores) {
    requireNonNull(tokens, "tokens must not be null");
    return new TokenStrip(scores, Axis.labels(tokens), WIDTH, Presentation.defaults());
  }

  /**
   * Returns the strip of some tokens and their scores.
   *
   * @shape {@code [tokens]}
   */
  public static TokenStrip of(Tokens tokens, NumericArray scores) {
    requireNonNull(tokens, "tokens must not be null");
    requireNonNull(scores, "scores must not be null");
    checkArgument(scores.rank() == 1, "scores must have rank 1, got %s", scores.rank());
    return of(tokens, Grid.of(scores.reshape(1, scores.length(0))));
  }

  /** Returns the strip of some tokens and a copy of their scores. */
  public static TokenStrip copyOf(Tokens tokens, double... scores) {
    requireNonNull(tokens, "tokens must not be null");
    requireNonNull(scores, "scores must not be null");
    return of(tokens, Grid.copyOf(new double[][] {scores}));
  }

  /** Returns this strip with tokens read as those of some tokenizer. */
  public TokenStrip withDisplay(TokenDisplay display) {
    return new TokenStrip(scores, tokens.withDisplay(display), width, presentation);
  }

  /**
   * Returns this strip with lines of at most this width; a figure of a fixed size has lines as wide
   * as there is room.
   *
   * @unit px
   */
  public TokenStrip withWidth(int newWidth) {
    return new TokenStrip(scores, tokens, newWidth, presentation);
  }

  /** Returns this strip with a title. */
  public TokenStrip withTitle(String title) {
    return with(presentation.withTitle(title));
  }

  /** Returns this strip with a caption below. */
  public TokenStrip withCaption(String caption) {
    return with(presentation.withCaption(caption));
  }

  /** Returns this strip with another scale. */
  public TokenStrip withScale(Scale scale) {
    return with(presentation.withScale(scale));
  }

  /** Returns this strip with another look. */
  public TokenStrip withLook(Look look) {
    return with(presentation.withLook(look));
  }

  private TokenStrip with(Presentation newPresentation) {
    return new TokenStrip(scores, tokens, width, newPresentation);
  }

  @Override
  public String kind() {
    return "text with a score for each token";
  }

  @Override
  public Sheet sheet() {
    Panel panel =
        Panel.of("text", Tiles.of(scores), presentation.scale())
            .withAxes(Axis.none(), tokens)
            .withMasked(presentation.masked());
    RunningText text = new RunningText(panel, width);
    return presentation
        .bare(text)
        .withBars(Bar.over(presentation.scale(), text).withSide(Side.BOTTOM));
  }
}
