/** Jobs on a Flink cluster elsewhere: what is sent there, and life afterwards. */
@NullMarked
package io.weir.flink.cluster;

import org.jspecify.annotations.NullMarked;
