/** Tests of the package of the same name. */
@NullMarked
package org.audioprocessor.preview.line;

import org.jspecify.annotations.NullMarked;
