/**
 * Operations on uploads: add, retry, take over, roll back, collect old generations.
 *
 * <p>The package imports queue, storage and media only.
 */
@NullMarked
package org.audioprocessor.intake;

import org.jspecify.annotations.NullMarked;
