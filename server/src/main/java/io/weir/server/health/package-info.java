/** How well pipelines are: the rules that are on by default, and what they say of a moment's numbers. */
@NullMarked
package io.weir.server.health;

import org.jspecify.annotations.NullMarked;
