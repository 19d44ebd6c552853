/** Tries what the program needs, step by step, and says what to do about what does not work. */
@NullMarked
package org.audioprocessor.diagnosis;

import org.jspecify.annotations.NullMarked;
