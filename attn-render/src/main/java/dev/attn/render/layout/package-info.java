/** To be described. */
@NullMarked
package dev.attn.render.layout;

import org.jspecify.annotations.NullMarked;
