/** Claims uploads and runs their tracks; heartbeat, outcome policy, drain. */
@NullMarked
package org.audioprocessor.worker;

import org.jspecify.annotations.NullMarked;
