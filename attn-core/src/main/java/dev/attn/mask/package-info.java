/**
 * Attention masks: which keys each query may attend to, as values that can be combined, measured
 * and compared.
 *
 * <p>The door is {@link dev.attn.mask.Masks}:
 *
 * <pre>{@code
 * AttentionMask mask = Masks.causal(8).and(Masks.slidingWindow(8, 3).or(Masks.columns(8, 0, 1)));
 * boolean sees = mask.allows(7, 0);                  // true: query 7 may attend to key 0
 * Runs row = mask.row(7);                            // [0,1) [5,8)
 * long cells = mask.cellCount();                     // 26, without storing any cell
 * boolean same = mask.equals(Masks.sinksAndWindow(8, 1, 3));                    // true
 * AttentionMask again = Masks.parseExpression(mask.toString());
 * }</pre>
 *
 * <h2>Contract</h2>
 *
 * <ul>
 *   <li>True means that the query <em>may</em> attend to the key. There is no other polarity.
 *   <li>Rows are queries and columns are keys. Row {@code i} stands at the absolute position {@code
 *       p = i + off}, counted in key columns: {@code off} is 0 for self-attention and for top-left
 *       alignment, {@code keys - rows} for bottom-right alignment, and {@code t} for the single row
 *       of decoding step {@code t}; see {@link dev.attn.mask.MaskShape}. Positions outside the keys
 *       are lawful.
 *   <li>Intervals are half-open and indices begin at 0. Counts are {@code long}.
 *   <li>A mask is two-dimensional; batches and heads are a {@link dev.attn.mask.MaskStack}.
 *   <li>Impossible arguments give an {@link java.lang.IllegalArgumentException}, questions outside
 *       the shape an {@link java.lang.IndexOutOfBoundsException}. A mask without rows or keys is
 *       lawful.
 *   <li>Masks are immutable and may be shared between threads.
 * </ul>
 *
 * <p>{@link dev.attn.mask.MaskExports} writes masks in the formats of other tools and says why
 * where it cannot; {@link dev.attn.mask.AttentionLogits} puts scores, a bias and a mask together
 * before the softmax.
 *
 * <p>Tools disagree about what the number of a window counts; {@link dev.attn.mask.Windows}
 * translates.
 */
@NullMarked
package dev.attn.mask;

import org.jspecify.annotations.NullMarked;
