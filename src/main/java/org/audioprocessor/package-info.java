/** The program's two faces and the library's one class. */
@NullMarked
package org.audioprocessor;

import org.jspecify.annotations.NullMarked;
