/**
 * JavaFX's own media player as an HLS client. The only code outside the desktop that uses JavaFX.
 */
@NullMarked
package org.audioprocessor.preview.fx;

import org.jspecify.annotations.NullMarked;
