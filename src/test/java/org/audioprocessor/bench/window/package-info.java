/** What a person in front of the window waits for; run by hand, never as tests. */
@NullMarked
package org.audioprocessor.bench.window;

import org.jspecify.annotations.NullMarked;
