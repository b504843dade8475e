/**
 * The parquet format: files of columns, read straight into columns and written from them. The structures of a file's
 * metadata come from Apache's parquet-format; pages are decoded and encoded here, so that no object is made per value.
 */
@NullMarked
package io.weir.format.parquet;

import org.jspecify.annotations.NullMarked;
