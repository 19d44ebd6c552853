/** Runs a worker pool in the foreground: signals, health port, progress. */
@NullMarked
package org.audioprocessor.cli.run;

import org.jspecify.annotations.NullMarked;
