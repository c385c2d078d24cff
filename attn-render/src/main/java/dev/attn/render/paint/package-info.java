/** To be described. */
@NullMarked
package dev.attn.render.paint;

import org.jspecify.annotations.NullMarked;
