/** Outputs of sound: a sound device, or a silent line in real time. */
@NullMarked
package org.audioprocessor.preview.line;

import org.jspecify.annotations.NullMarked;
