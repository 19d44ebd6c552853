/** Fakes, contracts, builders and signals for the tests. */
@NullMarked
package org.audioprocessor.testing;

import org.jspecify.annotations.NullMarked;
