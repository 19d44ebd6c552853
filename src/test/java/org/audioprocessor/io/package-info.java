/** Files and folders: tests. */
@NullMarked
package org.audioprocessor.io;

import org.jspecify.annotations.NullMarked;
