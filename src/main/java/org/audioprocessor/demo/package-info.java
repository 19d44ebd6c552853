/** Generates tracks for a first try of the program. */
@NullMarked
package org.audioprocessor.demo;

import org.jspecify.annotations.NullMarked;
