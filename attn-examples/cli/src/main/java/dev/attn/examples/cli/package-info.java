/**
 * {@code attn}: figures, metrics and masks from the command line.
 *
 * <p>{@link dev.attn.examples.cli.Main} is the door; one class a verb, and each verb is a few lines
 * over the library:
 *
 * <pre>
 * attn info capture.npz --values 4
 * attn figure heatmap --tensor capture.npz --layer 6 --head 7 --out head.png
 * attn metrics --tensor capture.npz --metric row.entropy,sink.mass
 * attn mask "causal(8) &amp; slidingWindow(8, 3)"
 * </pre>
 */
@NullMarked
package dev.attn.examples.cli;

import org.jspecify.annotations.NullMarked;
