package org.audioprocessor.storage.keys;

import java.util.Locale;

/**
 * The keys of one published track, or of one generation of it, which holds the same names.
 *
 * @param folder the common prefix, with its last slash
 */
public record TrackKeys(String folder, TrackId id) {

  public String m4a() {
    return folder + id.name() + ".m4a";
  }

  public String multivariantPlaylist() {
    return folder + "playlist.m3u8";
  }

  public String metadata() {
    return folder + "metadata.json";
  }

  /**
   * The media playlist of one rung.
   *
   * @param rung such as {@code low}
   */
  public String playlist(String rung) {
    return folder + part(rung) + "/playlist.m3u8";
  }

  /**
   * A segment beside its rung's playlist. Generations keep theirs under the track itself, where the
   * playlists' relative names find them.
   */
  public String segment(String rung, String segmentName) {
    return folder + part(rung) + "/" + part(segmentName);
  }

  /**
   * The copies under {@code generations/g0007/} that are never changed later.
   *
   * @param generation from 0, which is what stood there before us
   */
  public TrackKeys generation(int generation) {
    if (generation < 0) {
      throw new IllegalArgumentException("no such generation: " + generation);
    }
    return new TrackKeys(folder + String.format(Locale.ROOT, "generations/g%04d/", generation), id);
  }

  private static String part(String name) {
    KeyRules.objectionToFileName(name)
        .ifPresent(objection -> {
          throw new IllegalArgumentException("“" + name + "”: " + objection);
        });
    return name;
  }
}
