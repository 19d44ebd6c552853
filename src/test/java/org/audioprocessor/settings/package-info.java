/** What may be set: its tests. */
@NullMarked
package org.audioprocessor.settings;

import org.jspecify.annotations.NullMarked;
