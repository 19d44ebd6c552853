/** The player's region, without a toolkit. */
@NullMarked
package org.audioprocessor.desktop.preview;

import org.jspecify.annotations.NullMarked;
