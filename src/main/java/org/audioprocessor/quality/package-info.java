/**
 * How good does an encoding sound: PEAQ Basic of ITU-R BS.1387-1 and the 2f-model on top of it.
 *
 * <p>Pure arithmetic on planar float arrays at 48 kHz, full scale is 1.0. "Clause" and "equation"
 * refer to BS.1387-1 (11/2001), annex 2; "Kabal" to P. Kabal, "An Examination and Interpretation of
 * ITU-R BS.1387", TSP Lab, McGill University, 2003, which settles what the standard leaves open. A
 * quantity that has no value (silence, too short) is an empty optional, never NaN or an infinity.
 */
@NullMarked
package org.audioprocessor.quality;

import org.jspecify.annotations.NullMarked;
