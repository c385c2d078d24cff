/** Pictures of attention. The door is {@link dev.attn.render.Render}. */
@NullMarked
package dev.attn.render;

import org.jspecify.annotations.NullMarked;
