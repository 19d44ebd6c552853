/**
 * EBU R128 meter, gain plan and limiter.
 *
 * <p>Pure arithmetic on planar float arrays: {@code float[channel][frame]}, full scale is 1.0. A
 * quantity that has no value (silence, too short) is an empty optional, never NaN or an infinity.
 */
@NullMarked
package org.audioprocessor.loudness;

import org.jspecify.annotations.NullMarked;
