/**
 * What a unit test says about a mask. Plain Java that throws {@link AssertionError}: no test
 * framework is needed.
 *
 * <p>The door is {@link dev.attn.mask.testing.MaskAssert}:
 *
 * <pre>{@code
 * MaskAssert.that(mask)
 *     .hasShape(10, 10).allows(9, 8).blocks(9, 3)
 *     .row(9).isExactly("[8,10)")
 *     .hasNoEmptyRows().isSubsetOf(Masks.causal(10))
 *     .isEqualTo(Masks.packedCausal(3, 1, 4, 2));
 * MaskLaws.verify(mask);                     // the traits that it declares
 * }</pre>
 */
@NullMarked
package dev.attn.mask.testing;

import org.jspecify.annotations.NullMarked;
