/** The keys of the bucket, and the rules for names in them. */
@NullMarked
package org.audioprocessor.storage.keys;

import org.jspecify.annotations.NullMarked;
