/** What is heard, as an EBU-mode meter shows it. */
@NullMarked
package org.audioprocessor.preview.meter;

import org.jspecify.annotations.NullMarked;
