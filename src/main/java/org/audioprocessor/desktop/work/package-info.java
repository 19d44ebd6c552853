/** What all screens share and no screen shows alone: batch, selection, notices, live counts. */
@NullMarked
package org.audioprocessor.desktop.work;

import org.jspecify.annotations.NullMarked;
