/**
 * Audio values, decoding and encoding with FFmpeg. Each native object has one Java owner.
 *
 * <p>The only package that imports {@code org.bytedeco}. Raw pointers never leave it. Every owner
 * is used by one thread at a time and must be closed. A block or packet that an owner lends is
 * valid until the owner's next call; copy it to keep it.
 */
@NullMarked
package org.audioprocessor.media;

import org.jspecify.annotations.NullMarked;
