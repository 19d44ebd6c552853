/** Where to listen: the waveform, the loudest passage, the highest peak, the joints. */
@NullMarked
package org.audioprocessor.preview.navigation;

import org.jspecify.annotations.NullMarked;
