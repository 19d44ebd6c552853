/** Compares published renditions with their raw file. */
@NullMarked
package org.audioprocessor.preview.comparison;

import org.jspecify.annotations.NullMarked;
