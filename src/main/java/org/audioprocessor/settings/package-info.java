/** Settings: keys, sources, checks, and a crash-safe file. */
@NullMarked
package org.audioprocessor.settings;

import org.jspecify.annotations.NullMarked;
