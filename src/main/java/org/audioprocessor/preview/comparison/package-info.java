/** Compares what was published with the raw file that it was made from. */
@NullMarked
package org.audioprocessor.preview.comparison;

import org.jspecify.annotations.NullMarked;
