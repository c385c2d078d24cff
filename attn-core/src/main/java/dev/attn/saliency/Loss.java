package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a gradient is the slope of: attributions of different losses cannot be compared.
 *
 * <p>Example: {@code Loss.of("cross entropy").atPosition(12).ofTarget("horse")}.
 *
 * @param name the loss, in the words of the caller
 * @param position the query at which it was taken
 * @param target the token or class that it asks for
 */
public record Loss(String name, OptionalInt position, Optional<String> target) {

  /** Checks that there is a name, and that the position is not negative. */
  public Loss {
    checkArgument(!name.isBlank(), "loss must have a name, got \"%s\"", name);
    checkArgument(
        position.orElse(0) >= 0,
        "position of the loss must be at least 0, got %s",
        position.orElse(0));
  }

  /** Returns a loss with a name, and nothing else known about it. */
  public static Loss of(String name) {
    return new Loss(name, OptionalInt.empty(), Optional.empty());
  }

  /** Returns this loss with the query at which it was taken. */
  public Loss atPosition(int query) {
    return new Loss(name, OptionalInt.of(query), target);
  }

  /** Returns this loss with what it asks for. */
  public Loss ofTarget(String newTarget) {
    return new Loss(name, position, Optional.of(newTarget));
  }

  /** Returns everything in one line, for example {@code cross entropy at 12 of horse}. */
  @Override
  public String toString() {
    String at = position.isPresent() ? " at " + position.getAsInt() : "";
    return name + at + target.map(token -> " of " + token).orElse("");
  }
}
