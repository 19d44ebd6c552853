/** What the program is: its version, and what it is made of. */
@NullMarked
package org.audioprocessor.desktop.about;

import org.jspecify.annotations.NullMarked;
