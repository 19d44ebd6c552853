/** The PEAQ Basic ear model and its output variables (ITU-R BS.1387-1). */
@NullMarked
package org.audioprocessor.quality.peaq;

import org.jspecify.annotations.NullMarked;
