/** Keyed state that memory has no room for, in RocksDB on a local disk. */
@NullMarked
package io.weir.storage.rocksdb;

import org.jspecify.annotations.NullMarked;
