/** The composition root: builds the program's components for one workspace. */
@NullMarked
package org.audioprocessor.app;

import org.jspecify.annotations.NullMarked;
