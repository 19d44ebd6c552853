/** Object stores: a bucket, or a local folder with the same behaviour. */
@NullMarked
package org.audioprocessor.storage;

import org.jspecify.annotations.NullMarked;
