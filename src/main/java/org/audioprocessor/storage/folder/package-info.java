/** A store of objects in a local folder. */
@NullMarked
package org.audioprocessor.storage.folder;

import org.jspecify.annotations.NullMarked;
