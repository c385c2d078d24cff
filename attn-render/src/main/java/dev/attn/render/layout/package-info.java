/**
 * From figure to scene by integer arithmetic; no font, no pixel and no {@code java.awt} here.
 *
 * <p>Not part of the published API. The door is {@link dev.attn.render.layout.Layouter}:
 *
 * <pre>{@code
 * Layout layout = Layouter.of(measurer).layout(figure);
 * Scene scene = layout.scene();                     // marks with integer boxes
 * List<Fact> facts = layout.facts();                // labels thinned, values clipped, ...
 * }</pre>
 *
 * <p>Cells come first: their size is chosen, then axes are stacked outwards from the frame of each
 * panel, then panels are set in tracks with room for what reaches out, then bars, title and notes
 * are put around. The size of the figure is the sum.
 */
@NullMarked
package dev.attn.render.layout;

import org.jspecify.annotations.NullMarked;
