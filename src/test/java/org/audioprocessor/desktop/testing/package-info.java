/** JavaFX without a display: the toolkit, a robot whose mouse is believed, pictures, checks. */
@NullMarked
package org.audioprocessor.desktop.testing;

import org.jspecify.annotations.NullMarked;
