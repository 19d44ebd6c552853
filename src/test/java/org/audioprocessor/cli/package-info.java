/** Tests of the command line. */
@NullMarked
package org.audioprocessor.cli;

import org.jspecify.annotations.NullMarked;
