/** Creates the screens from the components of a connection. */
@NullMarked
package org.audioprocessor.desktop.wiring;

import org.jspecify.annotations.NullMarked;
