/** Faults of a raw file that a listener would hear or an uploader should know. No I/O. */
@NullMarked
package org.audioprocessor.quality.source;

import org.jspecify.annotations.NullMarked;
