/** Logging: its configuration, its levels, and the log file of the window. */
@NullMarked
package org.audioprocessor.cli.log;

import org.jspecify.annotations.NullMarked;
