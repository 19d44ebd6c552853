package org.audioprocessor.media;

import org.jspecify.annotations.Nullable;

/**
 * What a file says about itself, cleaned: each value is one line of at most {@value #LONGEST}
 * characters without control characters and bidirectional marks, or null.
 */
public record Tags(
    @Nullable String title,
    @Nullable String artist,
    @Nullable String album,
    @Nullable String genre,
    @Nullable String date) {

  public static final Tags NONE = new Tags(null, null, null, null, null);

  static final int LONGEST = 200;

  public Tags {
    title = clean(title);
    artist = clean(artist);
    album = clean(album);
    genre = clean(genre);
    date = clean(date);
  }

  /** Only these two. */
  public static Tags of(@Nullable String title, @Nullable String artist) {
    return new Tags(title, artist, null, null, null);
  }

  private static @Nullable String clean(@Nullable String value) {
    return value == null ? null : PlainText.oneLine(value, LONGEST);
  }
}
