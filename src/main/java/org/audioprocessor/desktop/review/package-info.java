/** The review: published tracks without a verdict, one at a time. */
@NullMarked
package org.audioprocessor.desktop.review;

import org.jspecify.annotations.NullMarked;
