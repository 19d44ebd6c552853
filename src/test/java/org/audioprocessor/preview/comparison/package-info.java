/** Tests of the comparison of a published track with its raw file. */
@NullMarked
package org.audioprocessor.preview.comparison;

import org.jspecify.annotations.NullMarked;
