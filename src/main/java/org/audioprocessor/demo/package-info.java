/** Tracks made on the spot, for whoever tries the program. */
@NullMarked
package org.audioprocessor.demo;

import org.jspecify.annotations.NullMarked;
