/** About the program: version and third-party libraries. */
@NullMarked
package org.audioprocessor.desktop.about;

import org.jspecify.annotations.NullMarked;
