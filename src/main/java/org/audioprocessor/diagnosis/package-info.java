/** Tests the program's requirements step by step and advises on failures. */
@NullMarked
package org.audioprocessor.diagnosis;

import org.jspecify.annotations.NullMarked;
