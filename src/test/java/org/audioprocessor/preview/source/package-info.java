/** Tests of the package of the same name. */
@NullMarked
package org.audioprocessor.preview.source;

import org.jspecify.annotations.NullMarked;
