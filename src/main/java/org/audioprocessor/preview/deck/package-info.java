/** The decoded player: a deck that switches renditions in place, and the loop that drives it. */
@NullMarked
package org.audioprocessor.preview.deck;

import org.jspecify.annotations.NullMarked;
