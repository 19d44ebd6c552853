/** Passwords and their stores. */
@NullMarked
package org.audioprocessor.settings.secret;

import org.jspecify.annotations.NullMarked;
