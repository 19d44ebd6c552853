/** Tests of the comparison of what was published with its raw file. */
@NullMarked
package org.audioprocessor.preview.comparison;

import org.jspecify.annotations.NullMarked;
