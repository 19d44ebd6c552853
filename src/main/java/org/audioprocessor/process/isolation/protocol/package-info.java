/** Frames that parent and child exchange. */
@NullMarked
package org.audioprocessor.process.isolation.protocol;

import org.jspecify.annotations.NullMarked;
