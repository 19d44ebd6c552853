package org.audioprocessor.media.tags;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The genres that ID3 tags name by numbers (ID3v1 and Winamp's extensions). */
final class Id3Genres {
  private static final Pattern NUMBER = Pattern.compile("\\(?(\\d{1,3})\\)?(.*)");
  private static final List<String> NAMES =
      List.of(
          ("Blues|Classic Rock|Country|Dance|Disco|Funk|Grunge|Hip-Hop|Jazz|Metal|New"
                  + " Age|Oldies|Other|Pop|R&B|Rap|Reggae|Rock|Techno|Industrial|Alternative|Ska|Death"
                  + " Metal|Pranks|Soundtrack|Euro-Techno|Ambient|Trip-Hop|Vocal|Jazz+Funk|Fusion|Trance|Classical|Instrumental|Acid|House|Game|Sound"
                  + " Clip|Gospel|Noise|AlternRock|Bass|Soul|Punk|Space|Meditative|Instrumental"
                  + " Pop|Instrumental"
                  + " Rock|Ethnic|Gothic|Darkwave|Techno-Industrial|Electronic|Pop-Folk|Eurodance|Dream|Southern"
                  + " Rock|Comedy|Cult|Gangsta|Top 40|Christian Rap|Pop/Funk|Jungle|Native"
                  + " American|Cabaret|New Wave|Psychadelic|Rave|Showtunes|Trailer|Lo-Fi|Tribal|Acid"
                  + " Punk|Acid Jazz|Polka|Retro|Musical|Rock & Roll|Hard Rock|Folk|Folk-Rock|National"
                  + " Folk|Swing|Fast Fusion|Bebob|Latin|Revival|Celtic|Bluegrass|Avantgarde|Gothic"
                  + " Rock|Progressive Rock|Psychedelic Rock|Symphonic Rock|Slow Rock|Big"
                  + " Band|Chorus|Easy Listening|Acoustic|Humour|Speech|Chanson|Opera|Chamber"
                  + " Music|Sonata|Symphony|Booty Bass|Primus|Porn Groove|Satire|Slow"
                  + " Jam|Club|Tango|Samba|Folklore|Ballad|Power Ballad|Rhythmic"
                  + " Soul|Freestyle|Duet|Punk Rock|Drum Solo|A capella|Euro-House|Dance Hall")
              .split("\\|", -1));

  private Id3Genres() {}

  /**
   * Returns the name of a genre that may be written as {@code 17}, {@code (17)} or {@code
   * (17)Rock}.
   */
  static String of(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      return text;
    }
    if (!number.group(2).isBlank()) {
      return text.startsWith("(") ? number.group(2) : text;
    }
    return of(Integer.parseInt(number.group(1)), text);
  }

  static String of(int number, String otherwise) {
    return number < NAMES.size() ? NAMES.get(number) : otherwise;
  }
}
