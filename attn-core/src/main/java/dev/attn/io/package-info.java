/**
 * Tensor files, read lazily and written: {@code .npy}, {@code .npz} and {@code .safetensors}.
 *
 * <p>The door is {@link dev.attn.io.TensorFiles}:
 *
 * <pre>{@code
 * try (TensorFile file = TensorFiles.open(Path.of("capture.safetensors"))) {
 *   AttentionTensor weights = file.tensor("attention");     // nothing is read yet
 *   NumericArray norms = file.array("value_norm");          // any rank
 *   Optional<Tokens> tokens = file.tokens();
 *   TensorFiles.writeNpy(Path.of("weights.npy"), weights.asArray(), ElementType.F16);
 * }
 * }</pre>
 *
 * <p>A tensor that exists nowhere as a whole is written head by head or row by row with {@link
 * dev.attn.io.TensorWriter}. All files come into being as a whole or not at all: see {@link
 * dev.attn.io.WholeFile}, which does so for any other content.
 *
 * <p>A file that is not what it claims to be gives a {@link dev.attn.io.TensorFormatException} with
 * its path, the fault and the byte offset; no size that a file states is believed before it is
 * compared with the bytes that are there.
 */
@NullMarked
package dev.attn.io;

import org.jspecify.annotations.NullMarked;
