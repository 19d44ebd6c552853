/** Text from outside the program: tests. */
@NullMarked
package org.audioprocessor.text;

import org.jspecify.annotations.NullMarked;
