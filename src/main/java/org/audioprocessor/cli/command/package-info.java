/** One class for each command of the command line. */
@NullMarked
package org.audioprocessor.cli.command;

import org.jspecify.annotations.NullMarked;
