/** Finds the waveform, the loudest passage, the highest peak and the joints of segments. */
@NullMarked
package org.audioprocessor.preview.navigation;

import org.jspecify.annotations.NullMarked;
