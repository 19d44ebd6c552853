package org.audioprocessor.hls;

import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The playlist that lists the rungs (RFC 8216, 4.3.4), low to high.
 *
 * @param variants in the order of the playlist
 */
public record MultivariantPlaylist(
    int version, boolean independentSegments, List<Variant> variants) {
  public MultivariantPlaylist {
    variants = List.copyOf(variants);
  }

  /**
   * One rung.
   *
   * @param uri relative to the playlist
   * @param rates bits per second, with the transport stream's overhead
   * @param codecs RFC 6381 names, empty if not stated
   * @param visual whether it carries a RESOLUTION or FRAME-RATE
   */
  public record Variant(String uri, Rates rates, List<String> codecs, boolean visual) {
    public Variant {
      codecs = List.copyOf(codecs);
    }
  }

  /** BANDWIDTH and AVERAGE-BANDWIDTH, bits per second. */
  public record Rates(long bandwidth, OptionalLong averageBandwidth) {
    /** The rates measured on the segments. */
    public static Rates of(Bandwidth measured) {
      return new Rates(
          measured.peakBitsPerSecond(), OptionalLong.of(measured.averageBitsPerSecond()));
    }
  }

  /** The playlist of an audio-only ladder; {@code variants} low to high. */
  public static MultivariantPlaylist of(List<Variant> variants) {
    return new MultivariantPlaylist(PlaylistText.VERSION, true, variants);
  }

  /** Creates the variant of a rung, at {@code <rung>/playlist.m3u8}. */
  public static Variant variant(Rung rung, Bandwidth measured, String codec) {
    return new Variant(mediaPlaylistUri(rung), Rates.of(measured), List.of(codec), false);
  }

  /** The path of a rung's playlist, relative to the multivariant playlist. */
  public static String mediaPlaylistUri(Rung rung) {
    return rung.name() + "/playlist.m3u8";
  }

  /** The playlist as it is published. */
  public String text() {
    StringBuilder text = PlaylistText.head(version, independentSegments);
    for (Variant variant : variants) {
      text.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(variant.rates().bandwidth());
      variant
          .rates()
          .averageBandwidth()
          .ifPresent(average -> text.append(",AVERAGE-BANDWIDTH=").append(average));
      if (!variant.codecs().isEmpty()) {
        text.append(",CODECS=\"").append(String.join(",", variant.codecs())).append('"');
      }
      text.append('\n').append(variant.uri()).append('\n');
    }
    return text.toString();
  }

  /**
   * Parses a playlist of any origin. {@code visual} variants can be read but are never written.
   *
   * @throws PlaylistException if it is not a multivariant playlist with at least one rung
   */
  public static MultivariantPlaylist parse(String text) throws PlaylistException {
    List<String> lines = PlaylistText.lines(text);
    var read = PlaylistText.read(new MasterPlaylistParser(PlaylistText.MODE), lines);
    List<Variant> variants = new ArrayList<>();
    for (var variant : read.variants()) {
      OptionalLong average =
          variant.averageBandwidth().map(OptionalLong::of).orElseGet(OptionalLong::empty);
      boolean visual = variant.resolution().isPresent() || variant.frameRate().isPresent();
      variants.add(
          new Variant(
              variant.uri(), new Rates(variant.bandwidth(), average), variant.codecs(), visual));
    }
    if (variants.isEmpty()) {
      throw new PlaylistException("The multivariant playlist lists no rendition.");
    }
    return new MultivariantPlaylist(read.version().orElse(1), read.independentSegments(), variants);
  }
}
