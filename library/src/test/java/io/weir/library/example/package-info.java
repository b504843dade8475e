/** The examples of docs/how-to/library.md. */
@NullMarked
package io.weir.library.example;

import org.jspecify.annotations.NullMarked;
