/**
 * Kernels that read values from text bytes: words of eight bytes, numbers, timestamps, UTF-8.
 *
 * <p>They are what the formats' fast paths are made of. All of them may read up to
 * {@link io.weir.engine.text.Words#PADDING} bytes beyond the text, so the array must go on for that long.
 */
@NullMarked
package io.weir.engine.text;

import org.jspecify.annotations.NullMarked;
