/** One track: source, gain plan, renditions and attempts. */
@NullMarked
package org.audioprocessor.desktop.track;

import org.jspecify.annotations.NullMarked;
