/**
 * Text as outlines: measuring and drawing without any font of the system.
 *
 * <p>The door is {@link dev.attn.render.text.Typeface}, the font that comes with the library:
 *
 * <pre>{@code
 * Typeface face = Typeface.bundled();
 * int width = face.width("Context Length", 12);            // 93 px
 * int line = face.lineHeight(12);                          // 15 px
 * Shape shape = face.outline("head", 11, Rotation.UP);     // from the origin upwards
 * Substitutions changed = face.substitutions("a\u200bb");  // 1 boxed: nothing stays invisible
 * Typeface both = face.withFallback(Typeface.read(Path.of("NotoSansSC.ttf")));
 * TextMeasurer measurer = face;                            // all that layout knows of it
 * }</pre>
 *
 * <p>Scripts whose letters join, stack or move are drawn letter by letter, and counted, unless a
 * {@link dev.attn.render.text.ShapingFont} is given for them; only that one uses the fonts of AWT.
 *
 * <p>Text is drawn as it is given, never parsed. Code points without a visible form of their own
 * are given one.
 */
@NullMarked
package dev.attn.render.text;

import org.jspecify.annotations.NullMarked;
