/** Where objects live: its tests. */
@NullMarked
package org.audioprocessor.storage;

import org.jspecify.annotations.NullMarked;
