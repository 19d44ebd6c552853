/** Tests of the package of the same name. */
@NullMarked
package org.audioprocessor.preview.deck;

import org.jspecify.annotations.NullMarked;
