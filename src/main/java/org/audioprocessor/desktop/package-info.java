/** The desktop: one window over the same parts as the command line. */
@NullMarked
package org.audioprocessor.desktop;

import org.jspecify.annotations.NullMarked;
