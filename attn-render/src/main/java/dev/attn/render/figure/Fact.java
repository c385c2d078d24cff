package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Something that a picture does to its data and that a reader may need to know: values that clip,
 * labels that were thinned, limits that were found.
 *
 * @param code what kind of fact, for example {@code clipped}
 * @param subject id of the panel, axis or bar it is about
 * @param numbers the numbers of the sentence, in its order
 * @param sentence for people
 */
public record Fact(String code, String subject, List<Double> numbers, String sentence) {

  /** Copies the numbers. */
  public Fact {
    requireNonNull(code, "code must not be null");
    requireNonNull(subject, "subject must not be null");
    requireNonNull(numbers, "numbers must not be null");
    requireNonNull(sentence, "sentence must not be null");
    numbers = ImmutableList.copyOf(numbers);
  }
}
