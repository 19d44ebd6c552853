/** The tracks that the window processes itself: files to add, pools, progress, estimates. */
@NullMarked
package org.audioprocessor.desktop.batch;

import org.jspecify.annotations.NullMarked;
