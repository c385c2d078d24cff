/** To be described. */
@NullMarked
package dev.attn.render.color;

import org.jspecify.annotations.NullMarked;
