/** Tests of the package of the same name. */
@NullMarked
package org.audioprocessor.preview.navigation;

import org.jspecify.annotations.NullMarked;
