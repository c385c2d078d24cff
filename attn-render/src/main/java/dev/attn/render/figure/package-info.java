/** To be described. */
@NullMarked
package dev.attn.render.figure;

import org.jspecify.annotations.NullMarked;
