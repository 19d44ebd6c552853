/** Reads a published track back from the store and decodes it. */
@NullMarked
package org.audioprocessor.process.readback;

import org.jspecify.annotations.NullMarked;
