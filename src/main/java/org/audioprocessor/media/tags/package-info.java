/** The tags of raw files and the guess of their text encoding. */
@NullMarked
package org.audioprocessor.media.tags;

import org.jspecify.annotations.NullMarked;
