/** The desktop: one window on the same application as the command line. */
@NullMarked
package org.audioprocessor.desktop;

import org.jspecify.annotations.NullMarked;
