/** Tests of the package of the same name. */
@NullMarked
package org.audioprocessor.preview.meter;

import org.jspecify.annotations.NullMarked;
