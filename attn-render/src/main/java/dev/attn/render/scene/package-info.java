/**
 * A picture as a flat list of marks with integer boxes: all that painters and encoders know.
 *
 * <p>Not part of the published API. Layout makes a {@link dev.attn.render.scene.Scene}, painting
 * reads it; neither knows the other, and no figure class appears here.
 */
@NullMarked
package dev.attn.render.scene;

import org.jspecify.annotations.NullMarked;
