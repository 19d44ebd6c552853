/** The screen of failed uploads by cause: what helps, and trying all of them again. */
@NullMarked
package org.audioprocessor.desktop.failures;

import org.jspecify.annotations.NullMarked;
