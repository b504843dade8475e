@NullMarked
package io.weir.flink.replay;

import org.jspecify.annotations.NullMarked;
