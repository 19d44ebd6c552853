/**
 * FFmpeg: one Java owner per native object; files become blocks of samples, samples become packets.
 *
 * <p>The only package that knows {@code org.bytedeco}. Raw pointers never leave it. Every owner is
 * used by one thread at a time and must be closed. What an owner lends (a block, a packet) is valid
 * until its next call; to keep it is to copy it.
 */
@NullMarked
package org.audioprocessor.media;

import org.jspecify.annotations.NullMarked;
