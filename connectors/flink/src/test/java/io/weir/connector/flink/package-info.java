@NullMarked
package io.weir.connector.flink;

import org.jspecify.annotations.NullMarked;
