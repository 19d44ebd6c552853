/** Files, folders and bytes: digests, forced writes, recursive deletion, temporary folders. */
@NullMarked
package org.audioprocessor.io;

import org.jspecify.annotations.NullMarked;
