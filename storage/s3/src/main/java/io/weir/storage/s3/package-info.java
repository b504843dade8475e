/** Epochs in a bucket of S3, or of a server that speaks its protocol. */
@NullMarked
package io.weir.storage.s3;

import org.jspecify.annotations.NullMarked;
