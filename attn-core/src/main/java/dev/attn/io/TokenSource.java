package dev.attn.io;

import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.util.Optional;

/** The tokens that a file holds beside its arrays. */
@FunctionalInterface
interface TokenSource {

  /** The source of a format that has no place for tokens. */
  TokenSource NONE = Optional::empty;

  Optional<Tokens> tokens() throws IOException;
}
