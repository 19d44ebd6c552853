/** Plans gain, range and limiting from a measurement. Pure. */
@NullMarked
package org.audioprocessor.loudness.plan;

import org.jspecify.annotations.NullMarked;
