/** Fakes, contracts, builders and signals that the tests share. */
@NullMarked
package org.audioprocessor.testing;

import org.jspecify.annotations.NullMarked;
