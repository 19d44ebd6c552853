/** The review, without a toolkit. */
@NullMarked
package org.audioprocessor.desktop.review;

import org.jspecify.annotations.NullMarked;
