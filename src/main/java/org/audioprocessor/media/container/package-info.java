/**
 * Reads the containers of raw files in Java, before FFmpeg: positions of the audio, tags, and wrong
 * headers.
 *
 * <p>FFmpeg then reads a {@link FileView}: the audio with a corrected header, without tags and
 * pictures. This package uses no native code.
 */
@NullMarked
package org.audioprocessor.media.container;

import org.jspecify.annotations.NullMarked;
