/** The log: the events of this session, and the diagnostic bundle. */
@NullMarked
package org.audioprocessor.desktop.log;

import org.jspecify.annotations.NullMarked;
