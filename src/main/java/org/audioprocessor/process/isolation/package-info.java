/**
 * Runs the steps that read untrusted bytes in child processes. This package is the parent's side.
 *
 * <p>The parent validates everything that a child sends; see decision record 0012.
 */
@NullMarked
package org.audioprocessor.process.isolation;

import org.jspecify.annotations.NullMarked;
