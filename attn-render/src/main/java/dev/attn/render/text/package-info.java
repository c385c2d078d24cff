/** To be described. */
@NullMarked
package dev.attn.render.text;

import org.jspecify.annotations.NullMarked;
