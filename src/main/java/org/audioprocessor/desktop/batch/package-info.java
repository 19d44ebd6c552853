/** The window's own processing: added files, worker pools, progress, estimates. */
@NullMarked
package org.audioprocessor.desktop.batch;

import org.jspecify.annotations.NullMarked;
