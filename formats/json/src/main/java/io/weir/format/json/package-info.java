/**
 * The {@code json} format: rows from JSON objects and back, as Flink's format of the same name reads and writes them.
 *
 * <p>Start with {@link io.weir.format.json.JsonDecoder}. The design is told in docs/design/003-json-decoding.md.
 */
@NullMarked
package io.weir.format.json;

import org.jspecify.annotations.NullMarked;
