/** Signals, files, builders, fakes and contracts that the tests share. */
@NullMarked
package org.audioprocessor.testing;

import org.jspecify.annotations.NullMarked;
