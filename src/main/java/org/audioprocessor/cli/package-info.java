/** The command line: options, exit codes, and one sub-command for each task. */
@NullMarked
package org.audioprocessor.cli;

import org.jspecify.annotations.NullMarked;
