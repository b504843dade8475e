/** What connectors share: reading options, finding the ends of records, cutting a stream of bytes into chunks. */
@NullMarked
package io.weir.engine.connector;

import org.jspecify.annotations.NullMarked;
