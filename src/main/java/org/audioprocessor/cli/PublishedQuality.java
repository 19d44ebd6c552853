package org.audioprocessor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.app.IsolatedSound;
import org.audioprocessor.app.IsolatedSound.IsolatedRaw;
import org.audioprocessor.loudness.plan.GainCurve;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.comparison.QualityScan;
import org.audioprocessor.preview.comparison.RangeCurves;
import org.audioprocessor.preview.comparison.Treatment;
import org.audioprocessor.preview.source.LocalRawDecoder;
import org.audioprocessor.preview.source.TrackSources;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.isolation.IsolatedFiles;
import org.audioprocessor.process.readback.FoundRendition;
import org.audioprocessor.process.readback.PublishedLadder;
import org.audioprocessor.process.readback.StatedTreatment;
import org.audioprocessor.process.verify.Findings;
import org.audioprocessor.quality.QualityScore;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * How good the renditions of a published track sound, compared with its raw file after gain, range
 * curve and limiter: what is left is the encoder's doing.
 */
public final class PublishedQuality {
  private static final int MOST_METADATA_BYTES = 4 << 20;

  private final RawFile raw;
  private final Optional<IsolatedFiles> isolated;
  private final NormalisationPolicy policy;

  /** Brings a raw file to local disk. */
  public interface RawFile {
    /**
     * Fetches it, if need be.
     *
     * @param folder may be used for a copy
     */
    Source fetch(String fileName, Path folder) throws ProcessingException;
  }

  /** The scores of a track, or a sentence that says why there are none. */
  public record Figures(Map<String, QualityScore> scores, Optional<String> problem) {
    public static Figures none(String problem) {
      return new Figures(Map.of(), Optional.of(problem));
    }
  }

  /**
   * Compares nothing yet.
   *
   * @param isolated empty where files are decoded in this process
   * @param policy of the range curve, which no publication holds
   */
  public PublishedQuality(
      RawFile raw, Optional<IsolatedFiles> isolated, NormalisationPolicy policy) {
    this.raw = raw;
    this.isolated = isolated;
    this.policy = policy;
  }

  /**
   * Listens to every rendition that was found.
   *
   * @param work a folder for copies
   */
  public Figures of(Findings found, ObjectStore store, TrackKeys keys, Path work)
      throws ProcessingException {
    try {
      Optional<StatedTreatment> stated = StatedTreatment.read(metadata(store, keys));
      if (stated.isEmpty()) {
        return Figures.none(
            "“metadata.json” does not say what was done to the sound. Process the track again.");
      }
      Source source = raw.fetch(stated.get().fileName(), work);
      if (!source.sha256().equals(stated.get().sha256())) {
        return Figures.none(
            "The raw file is another one than the track was made from. Process the track again.");
      }
      return figures(found, stated.get(), sound(source.file()), tracks(found, store, keys), work);
    } catch (IOException e) {
      return Figures.none("“metadata.json” cannot be read: " + e.getMessage());
    } catch (PlaybackException e) {
      return Figures.none(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Figures.none("The comparison was interrupted.");
    }
  }

  private static byte[] metadata(ObjectStore store, TrackKeys keys) throws IOException {
    try (InputStream in = store.get(keys.metadata())) {
      return in.readNBytes(MOST_METADATA_BYTES);
    }
  }

  private PcmSource sound(Path file) {
    return isolated
        .<PcmSource>map(files -> new IsolatedRaw(files, () -> file))
        .orElseGet(() -> new LocalRawDecoder(file, MediaLimits.DEFAULT));
  }

  private PreviewTrack tracks(Findings found, ObjectStore store, TrackKeys keys)
      throws IOException {
    PreviewTrack track =
        PreviewTrack.of(store, keys, IsolatedSound.of(isolated))
            .withLadder(PublishedLadder.of(store, keys));
    return found.renditions().isEmpty()
        ? track
        : track.withMusicSeconds(found.renditions().getLast().seconds());
  }

  private Figures figures(
      Findings found, StatedTreatment stated, PcmSource sound, PreviewTrack track, Path work)
      throws PlaybackException, InterruptedException {
    GainCurve curve =
        stated.rangeReduced() ? RangeCurves.of(sound, policy, () -> false) : GainCurve.FLAT;
    Map<String, StatedTreatment.StatedRendition> given = new LinkedHashMap<>();
    for (FoundRendition rendition : found.renditions()) {
      StatedTreatment.StatedRendition one = stated.renditions().get(rendition.name());
      if (one != null && !rendition.name().equals("m4a")) {
        given.put(rendition.name(), one);
      }
    }
    Map<String, QualityScore> scores = new LinkedHashMap<>();
    if (!given.isEmpty()) {
      try (TrackSources sources = TrackSources.open(track, work)) {
        scores.putAll(scores(given, curve, sound, sources));
      }
    }
    return withM4a(found, track, scores);
  }

  /** The highest rendition's gain and limiter make the reference of all. */
  private static Map<String, QualityScore> scores(
      Map<String, StatedTreatment.StatedRendition> given,
      GainCurve curve,
      PcmSource sound,
      TrackSources sources)
      throws PlaybackException, InterruptedException {
    List<Map.Entry<String, StatedTreatment.StatedRendition>> rungs = List.copyOf(given.entrySet());
    StatedTreatment.StatedRendition highest = rungs.getLast().getValue();
    Treatment treatment = new Treatment(curve, highest.gainDb(), highest.ceilingDbtp());
    List<QualityScan.Published> published = new ArrayList<>();
    for (Map.Entry<String, StatedTreatment.StatedRendition> rung : rungs) {
      PcmSource decoded = sources.of(Rendition.rung(rung.getKey()));
      published.add(new QualityScan.Published(decoded, rung.getValue().gainDb()));
    }
    List<Optional<QualityScore>> each = QualityScan.of(sound, treatment, published, () -> false);
    Map<String, QualityScore> scores = new LinkedHashMap<>();
    for (int i = 0; i < rungs.size(); i++) {
      String name = rungs.get(i).getKey();
      each.get(i).ifPresent(score -> scores.put(name, score));
    }
    return scores;
  }

  /** An M4A that was found holds the packets of one rung: it sounds like it. */
  private static Figures withM4a(
      Findings found, PreviewTrack track, Map<String, QualityScore> scores) {
    QualityScore ofRung = scores.get(track.ladder().m4aRung().name());
    boolean m4a = found.renditions().stream().anyMatch(r -> r.name().equals("m4a"));
    if (m4a && ofRung != null) {
      scores.put("m4a", ofRung);
    }
    return new Figures(scores, Optional.empty());
  }
}
