/**
 * Processes one upload: Fetch, Measure, Render, Verify, Publish.
 *
 * <p>A step takes a record and returns a record; no step knows the next one.
 */
@NullMarked
package org.audioprocessor.process;

import org.jspecify.annotations.NullMarked;
