/** The {@code filesystem} connector: reads and writes files of a local folder, by Flink's options. */
@NullMarked
package io.weir.connector.files;

import org.jspecify.annotations.NullMarked;
