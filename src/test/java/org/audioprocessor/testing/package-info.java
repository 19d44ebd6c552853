/** Fakes, contracts, signals and files for the tests of all packages. */
@NullMarked
package org.audioprocessor.testing;

import org.jspecify.annotations.NullMarked;
