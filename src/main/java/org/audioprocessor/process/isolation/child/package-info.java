/** Runs tasks in a child process. */
@NullMarked
package org.audioprocessor.process.isolation.child;

import org.jspecify.annotations.NullMarked;
