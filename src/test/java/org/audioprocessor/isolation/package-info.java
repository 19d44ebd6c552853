/** Real children, real crashes. */
@NullMarked
package org.audioprocessor.isolation;

import org.jspecify.annotations.NullMarked;
