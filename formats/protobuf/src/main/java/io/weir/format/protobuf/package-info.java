/**
 * The {@code protobuf} format: records are messages of a class that protoc has generated. It does what Flink's format
 * of that name does.
 */
@NullMarked
package io.weir.format.protobuf;

import org.jspecify.annotations.NullMarked;
