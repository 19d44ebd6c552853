/** The S3 client: credentials, pace, retries, failures. */
@NullMarked
package org.audioprocessor.storage.s3.client;

import org.jspecify.annotations.NullMarked;
