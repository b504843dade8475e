/**
 * Faults for real: pipelines in processes of their own that are killed again and again, with a real Kafka broker, a
 * real PostgreSQL and real files, after which every row is counted against an oracle that knows nothing of Weir.
 */
@NullMarked
package io.weir.testing.faults;

import org.jspecify.annotations.NullMarked;
