/** The command line and the headless worker: arguments, wiring, exit codes. */
@NullMarked
package org.audioprocessor.cli;

import org.jspecify.annotations.NullMarked;
