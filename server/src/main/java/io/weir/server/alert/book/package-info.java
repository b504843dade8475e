/** The alerts that there are, from the rules and from pipelines, and who is not to hear of them. */
@NullMarked
package io.weir.server.alert.book;

import org.jspecify.annotations.NullMarked;
