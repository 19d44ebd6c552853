/** Tests of the pipeline, from a sound to a published track and back. */
@NullMarked
package org.audioprocessor.pipeline;

import org.jspecify.annotations.NullMarked;
