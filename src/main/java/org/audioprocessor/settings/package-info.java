/** What may be set: read, checked and saved so that no crash loses it. */
@NullMarked
package org.audioprocessor.settings;

import org.jspecify.annotations.NullMarked;
