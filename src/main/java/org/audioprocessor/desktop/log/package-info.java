/** The screen of what happened in this session, and the bundle for whoever helps. */
@NullMarked
package org.audioprocessor.desktop.log;

import org.jspecify.annotations.NullMarked;
