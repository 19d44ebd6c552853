/** A store of objects in an S3 bucket: puts, copies, reads, listings. */
@NullMarked
package org.audioprocessor.storage.s3;

import org.jspecify.annotations.NullMarked;
