/** Output of the commands: text and JSON lines. */
@NullMarked
package org.audioprocessor.cli.output;

import org.jspecify.annotations.NullMarked;
