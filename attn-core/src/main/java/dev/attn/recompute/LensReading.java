package dev.attn.recompute;

import java.util.Optional;

/**
 * What the logit lens reads at every layer and position; each map says what it is.
 *
 * @param jensenShannon the distance to the prediction of the last layer
 * @param kullbackLeibler KL(last; layer) = Σ p ln(p / q), with p of the last layer; infinite if the
 *     layer rules out a token that the last one does not
 * @param entropy of the prediction of the layer
 * @param targetRank the rank of the target token, from 1; of equal logits the smaller token number
 *     comes first; absent if no targets were given
 * @param cosineDistance 1 - cos of the states as they were given, to that of the last layer; NaN
 *     for a zero state, absent if there are no states
 */
public record LensReading(
    LensMap jensenShannon,
    LensMap kullbackLeibler,
    LensMap entropy,
    Optional<LensMap> targetRank,
    Optional<LensMap> cosineDistance) {}
