package io.weir.testing.sql.random;

/**
 * A random query.
 *
 * @param dependsOnArrival whether its answer hangs on the order in which rows arrive, so that only one thread gives it
 */
record RandomQuery(String family, Sql sql, boolean dependsOnArrival) {}
