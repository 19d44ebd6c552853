package org.audioprocessor.preview;

import org.audioprocessor.hls.Rung;

/**
 * A version of a track that can be played.
 *
 * @param name the rung's name; {@code m4a} and {@code raw} for the others
 */
public record Rendition(Kind kind, String name) {

  /** The kinds of renditions. */
  public enum Kind {
    RAW,
    M4A,
    RUNG
  }

  /** The uploaded file. */
  public static final Rendition RAW = new Rendition(Kind.RAW, "raw");

  /** The file for downloads. */
  public static final Rendition M4A = new Rendition(Kind.M4A, "m4a");

  /** One rung of the ladder. */
  public static Rendition of(Rung rung) {
    return rung(rung.name());
  }

  /** One rung of the ladder, by its name. */
  public static Rendition rung(String name) {
    return new Rendition(Kind.RUNG, name);
  }

  @Override
  public String toString() {
    return name;
  }
}
