/** To be described. */
@NullMarked
package dev.attn.render.encode;

import org.jspecify.annotations.NullMarked;
