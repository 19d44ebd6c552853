/** Tests of what people do to uploads. */
@NullMarked
package org.audioprocessor.intake;

import org.jspecify.annotations.NullMarked;
