/** Review: what was published and not yet listened to, one track after the other. */
@NullMarked
package org.audioprocessor.desktop.review;

import org.jspecify.annotations.NullMarked;
