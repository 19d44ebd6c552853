/**
 * The containers of raw files, read in Java before FFmpeg sees them: where the sound lies, what the
 * tags say, what the headers state wrongly.
 *
 * <p>FFmpeg is then given a {@link FileView}: the sound and a mended header, without tags and
 * pictures. This package knows no native code.
 */
@NullMarked
package org.audioprocessor.media.container;

import org.jspecify.annotations.NullMarked;
