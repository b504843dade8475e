/** Tests of the storage in S3. */
@NullMarked
package io.weir.storage.s3;

import org.jspecify.annotations.NullMarked;
