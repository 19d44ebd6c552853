/**
 * What people do to uploads: adding, retry, taking over, rolling back, collecting old generations.
 *
 * <p>The package imports queue, storage and media only.
 */
@NullMarked
package org.audioprocessor.intake;

import org.jspecify.annotations.NullMarked;
