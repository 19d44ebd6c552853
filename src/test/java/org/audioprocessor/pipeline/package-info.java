/** Tests of the pipeline. */
@NullMarked
package org.audioprocessor.pipeline;

import org.jspecify.annotations.NullMarked;
