/** An EBU-mode meter of the audible sound. */
@NullMarked
package org.audioprocessor.preview.meter;

import org.jspecify.annotations.NullMarked;
