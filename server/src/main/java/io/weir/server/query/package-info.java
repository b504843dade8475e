/** Questions in SQL that somebody asks a server: plans, and rows as they come. */
@NullMarked
package io.weir.server.query;

import org.jspecify.annotations.NullMarked;
