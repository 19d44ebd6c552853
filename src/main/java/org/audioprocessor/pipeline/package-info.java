/**
 * One upload, from fetched to published: Fetch, Measure, Render, Verify, Publish.
 *
 * <p>Each step takes a record and gives a record and does not know the next one; {@link
 * org.audioprocessor.pipeline.Pipeline} is the paragraph that joins them.
 */
@NullMarked
package org.audioprocessor.pipeline;

import org.jspecify.annotations.NullMarked;
