/** Passwords and where they are kept. */
@NullMarked
package org.audioprocessor.settings.secret;

import org.jspecify.annotations.NullMarked;
