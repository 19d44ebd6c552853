/** Loudness meters in EBU mode: of what is heard, and of what is processed. */
@NullMarked
package org.audioprocessor.desktop.meters;

import org.jspecify.annotations.NullMarked;
