/** Contracts that every implementation passes, and fakes that pass them too. */
@NullMarked
package org.audioprocessor.testing;

import org.jspecify.annotations.NullMarked;
