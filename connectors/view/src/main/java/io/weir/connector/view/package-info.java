/** Tables that a pipeline keeps up to date, and that anyone can read while it runs. */
@NullMarked
package io.weir.connector.view;

import org.jspecify.annotations.NullMarked;
