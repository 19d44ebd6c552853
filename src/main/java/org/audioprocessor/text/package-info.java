/** Text from outside the program, made safe for logs, tables, terminals and screens. */
@NullMarked
package org.audioprocessor.text;

import org.jspecify.annotations.NullMarked;
