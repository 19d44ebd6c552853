package org.audioprocessor.media;

import java.util.Map;
import org.audioprocessor.media.tags.TagKey;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a file. Each value is one line of at most {@value #LONGEST} characters without
 * control characters and bidirectional marks, or null.
 */
public record Tags(
    @Nullable String title,
    @Nullable String artist,
    @Nullable String album,
    @Nullable String genre,
    @Nullable String date,
    Credits credits) {

  /**
   * Tags that only the M4A contains.
   *
   * @param track for example {@code 3} or {@code 3/12}
   * @param disc for example {@code 1/2}
   */
  public record Credits(
      @Nullable String albumArtist,
      @Nullable String composer,
      @Nullable String track,
      @Nullable String disc,
      @Nullable String isrc) {
    public static final Credits NONE = new Credits(null, null, null, null, null);

    public Credits {
      albumArtist = clean(albumArtist);
      composer = clean(composer);
      track = clean(track);
      disc = clean(disc);
      isrc = clean(isrc);
    }

    /** Not in Tags, whose constant needs this class to be initialised first. */
    private static @Nullable String clean(@Nullable String value) {
      return value == null ? null : PlainText.oneLine(value, LONGEST);
    }
  }

  public static final Tags NONE = new Tags(null, null, null, null, null, Credits.NONE);

  public static final int LONGEST = 200;

  public Tags {
    title = Credits.clean(title);
    artist = Credits.clean(artist);
    album = Credits.clean(album);
    genre = Credits.clean(genre);
    date = Credits.clean(date);
  }

  /** Only these two. */
  public static Tags of(@Nullable String title, @Nullable String artist) {
    return new Tags(title, artist, null, null, null, Credits.NONE);
  }

  public static Tags of(Map<TagKey, String> values) {
    return new Tags(
        values.get(TagKey.TITLE),
        values.get(TagKey.ARTIST),
        values.get(TagKey.ALBUM),
        values.get(TagKey.GENRE),
        values.get(TagKey.DATE),
        new Credits(
            values.get(TagKey.ALBUM_ARTIST),
            values.get(TagKey.COMPOSER),
            values.get(TagKey.TRACK),
            values.get(TagKey.DISC),
            values.get(TagKey.ISRC)));
  }
}
