package org.audioprocessor.process.readback;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.MultivariantPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.TrackKeys;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rungs of a published track: those that its {@code metadata.json} states, else those of the
 * program's ladder that its multivariant playlist lists, else the program's ladder. Both documents
 * are untrusted input.
 */
public final class PublishedLadder {
  private static final int MOST_RUNGS = 9;
  private static final int MOST_BIT_RATE = 1_000_000;
  private static final int MOST_BYTES = 4 << 20;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,15}");

  /** Names of other renditions, and of another folder of the track. */
  private static final Set<String> TAKEN = Set.of("raw", "m4a", "generations");

  private PublishedLadder() {}

  /**
   * Reads both documents, as far as it needs them.
   *
   * @throws IOException if the store does not answer, or the stated ladder cannot be one
   */
  public static Ladder of(ObjectStore store, TrackKeys keys) throws IOException {
    Optional<Ladder> stated = stated(bytes(store, keys.metadata()));
    return stated.isPresent() ? stated.get() : listed(store, keys);
  }

  /**
   * The same for a {@code metadata.json} that was read before.
   *
   * @throws IOException if the store does not answer, or the stated ladder cannot be one
   */
  public static Ladder of(ObjectStore store, TrackKeys keys, JsonNode metadata) throws IOException {
    Optional<Ladder> stated = stated(metadata);
    return stated.isPresent() ? stated.get() : listed(store, keys);
  }

  private static Ladder listed(ObjectStore store, TrackKeys keys) throws IOException {
    return listed(new String(bytes(store, keys.multivariantPlaylist()), StandardCharsets.UTF_8));
  }

  /** Empty for what does not exist. */
  private static byte[] bytes(ObjectStore store, String key) throws IOException {
    if (!store.exists(key)) {
      return new byte[0];
    }
    try (InputStream in = store.get(key)) {
      return in.readNBytes(MOST_BYTES);
    }
  }

  /** Empty where the document states no ladder, or is none. */
  static Optional<Ladder> stated(byte[] json) throws IOException {
    JsonNode metadata;
    try {
      metadata = JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      return Optional.empty(); // the reader of its other fields says so
    }
    return stated(metadata);
  }

  private static Optional<Ladder> stated(JsonNode metadata) throws IOException {
    JsonNode rungs = metadata.path("ladder");
    if (rungs.isMissingNode() || rungs.isNull()) {
      return Optional.empty();
    }
    if (!rungs.isArray() || rungs.isEmpty() || rungs.size() > MOST_RUNGS) {
      throw refused("It must be a list of 1 to " + MOST_RUNGS + " rungs.", null);
    }
    List<Rung> all = new ArrayList<>();
    for (JsonNode rung : rungs) {
      all.add(rung(rung, all.size() + 1));
    }
    try {
      return Optional.of(new Ladder(all));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()), e);
    }
  }

  private static Rung rung(JsonNode stated, int number) throws IOException {
    String name = stated.path("name").asString("");
    if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
      String rule = " needs a name of its own, of at most 16 lower-case letters and digits.";
      throw refused("Rung " + number + rule, null);
    }
    int bitRate = number(stated.path("bit_rate"));
    if (bitRate > MOST_BIT_RATE) {
      throw refused("The rung '" + name + "' needs a bit rate of at most 1 Mb/s.", null);
    }
    try {
      return new Rung(name, bitRate, number(stated.path("sample_rate")));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()), e);
    }
  }

  /** 0, which no rung may have, for what is no number or too large a one. */
  private static int number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : 0;
  }

  private static IOException refused(String reason, @Nullable Exception cause) {
    String sentence =
        "“metadata.json” states a ladder that cannot be used. "
            + reason
            + " Process the track again.";
    return new IOException(sentence, cause);
  }

  /**
   * The rungs that the program knows of those in a multivariant playlist; all where it has none.
   */
  static Ladder listed(String multivariant) {
    List<String> uris;
    try {
      uris =
          MultivariantPlaylist.parse(multivariant).variants().stream()
              .map(MultivariantPlaylist.Variant::uri)
              .toList();
    } catch (PlaylistException e) {
      return Ladder.DEFAULT; // a reader of the playlist says so
    }
    List<Rung> known =
        Ladder.DEFAULT.rungs().stream()
            .filter(rung -> uris.contains(MultivariantPlaylist.mediaPlaylistUri(rung)))
            .toList();
    return known.isEmpty() ? Ladder.DEFAULT : new Ladder(known);
  }
}
