/**
 * Attention masks: which keys each query may attend to.
 *
 * <p>The door is {@link dev.attn.mask.Masks}:
 *
 * <pre>{@code
 * AttentionMask mask = Masks.causal(8);
 * boolean sees = mask.allows(7, 0);          // true: query 7 may attend to key 0
 * Runs row = mask.row(3);                    // [0,4)
 * long cells = mask.cellCount();             // 36
 * AttentionMask drawn = Masks.parse("#.\n##");
 * boolean same = drawn.equals(Masks.causal(2));
 * }</pre>
 */
@NullMarked
package dev.attn.mask;

import org.jspecify.annotations.NullMarked;
