/** State and commands that all screens share: selection, upload commands, polled counts. */
@NullMarked
package org.audioprocessor.desktop.work;

import org.jspecify.annotations.NullMarked;
