/**
 * Tables in Redis: {@link io.weir.connector.redis.RedisSinkFactory} writes natively,
 * {@link io.weir.connector.redis.RedisTableFactory} is the same table for Flink, which also looks rows up;
 * {@link io.weir.connector.redis.EpochMarker} is what makes writing lists exactly-once.
 */
@NullMarked
package io.weir.connector.redis;

import org.jspecify.annotations.NullMarked;
