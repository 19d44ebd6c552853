/** Where sound goes: a sound device, or a silent line that keeps its pace. */
@NullMarked
package org.audioprocessor.preview.line;

import org.jspecify.annotations.NullMarked;
