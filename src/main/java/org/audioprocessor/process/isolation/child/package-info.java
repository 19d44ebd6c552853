/** The child's side of isolation: runs one task after the other. */
@NullMarked
package org.audioprocessor.process.isolation.child;

import org.jspecify.annotations.NullMarked;
