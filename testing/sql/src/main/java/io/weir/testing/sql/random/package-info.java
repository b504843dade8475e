/** Random schemas, data and queries, run natively and on Flink; what differs is shrunk. */
@NullMarked
package io.weir.testing.sql.random;

import org.jspecify.annotations.NullMarked;
