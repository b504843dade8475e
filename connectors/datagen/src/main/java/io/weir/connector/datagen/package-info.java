/** The {@code datagen} connector: generated rows, by Flink's options, which a seed makes repeatable. */
@NullMarked
package io.weir.connector.datagen;

import org.jspecify.annotations.NullMarked;
