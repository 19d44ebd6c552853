/** Tests of the whole program. */
@NullMarked
package org.audioprocessor;

import org.jspecify.annotations.NullMarked;
