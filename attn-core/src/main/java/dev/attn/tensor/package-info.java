/**
 * Attention tensors and what labels them: data that knows no algorithm.
 *
 * <p>The door is {@link dev.attn.tensor.AttentionTensor}. Navigation reads as a path, indices are
 * 0-based, ranges are half-open:
 *
 * <pre>{@code
 * AttentionTensor tensor = TensorFiles.open(Path.of("capture.npz")).tensor("attention");
 * TensorShape shape = tensor.shape();                       // [12, 12, 13, 13]
 * AttentionMatrix head = tensor.layer(6).head(7);           // a view, nothing is copied
 * double weight = head.weight(12, 6);                       // query 12 reads key 6
 * double[] row = head.row(12);                              // a copy of one query's weights
 * Tokens tokens = Tokens.of("a", "horse", "the").withSpans(Span.of(0, 2, "scene"));
 * }</pre>
 *
 * <p>Values are stored as they came (float for arrays handed over in memory) and read as {@code
 * double}. Everything here is immutable and may be shared between threads.
 */
@NullMarked
package dev.attn.tensor;

import org.jspecify.annotations.NullMarked;
