/** JMH benchmarks; run by hand, never as tests. */
@NullMarked
package org.audioprocessor.bench;

import org.jspecify.annotations.NullMarked;
