/** What commands print: text for people, and JSON lines. */
@NullMarked
package org.audioprocessor.cli.output;

import org.jspecify.annotations.NullMarked;
