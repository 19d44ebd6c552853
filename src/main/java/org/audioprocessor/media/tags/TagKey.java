package org.audioprocessor.media.tags;

/** The tags of a file that are published. */
public enum TagKey {
  TITLE,
  ARTIST,
  ALBUM,
  ALBUM_ARTIST,
  COMPOSER,
  GENRE,
  DATE,
  TRACK,
  DISC,
  ISRC,
  /** iTunes' statement of an encoder's delay, padding and length. */
  ITUNES_GAPLESS
}
