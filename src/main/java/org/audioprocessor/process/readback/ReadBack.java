package org.audioprocessor.process.readback;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.PublicationOrder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.HlsRules;
import org.audioprocessor.hls.rules.TrackFacts;
import org.audioprocessor.hls.rules.TrackFactsBuilder;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.verify.Findings;
import org.audioprocessor.process.verify.M4aFacts;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * Reads a published track back from its store by its fixed names, as players do, and verifies it.
 * The rungs are those of the track, whatever ladder the program has. Decodes and measures every
 * rendition; compares the M4A packet by packet with its rung. Problems in the data are reported as
 * sentences, never thrown.
 */
public final class ReadBack {
  /** Six hours at 320 kb/s are 864 MB. */
  private static final long MOST_M4A_BYTES = 1 << 30;

  private final TrackKeys keys;
  private final PublishedDecoder decoder;
  private final CancelToken cancel;
  private final TrackFactsBuilder facts;
  private final TrackObjects objects;
  private Ladder ladder = Ladder.DEFAULT;

  public ReadBack(ObjectStore store, TrackKeys keys, PublishedDecoder decoder, CancelToken cancel) {
    this.decoder = decoder;
    this.keys = keys;
    this.cancel = cancel;
    this.facts = TrackFacts.of(ladder);
    this.objects = new TrackObjects(store, keys, facts);
  }

  /**
   * Reads the track; to be called once.
   *
   * @param work an empty folder for temporary files; the caller may remove its contents
   * @throws ProcessingException if the store does not answer, or the work was cancelled
   */
  public Findings read(Path work) throws ProcessingException {
    Optional<String> multivariant = objects.text(PublicationOrder.MULTIVARIANT);
    multivariant.ifPresent(facts::multivariantPlaylist);
    Optional<byte[]> metadata = objects.bytes(PublicationOrder.METADATA, 4 << 20);
    ladder = ladder(metadata, multivariant);
    facts.ladder(ladder);
    Optional<M4aFacts> m4a = m4a(work.resolve("read-back.m4a"));
    m4a.ifPresent(found -> facts.sourceSeconds(found.seconds()));
    List<FoundRendition> renditions = listen(m4a, work);
    metadata.ifPresent(json ->
        new MetadataReading(keys, ladder, renditions).differences(json).forEach(objects::fault));
    objects.list().ifPresent(facts::existing);
    if (!objects.foundAny()) {
      String sentence = "Nothing is published under the name “" + keys.id().value() + "”.";
      return new Findings(keys.id(), List.of(), List.of(), List.of(sentence));
    }
    if (!objects.text(PublicationOrder.MULTIVARIANT).equals(multivariant)) {
      objects.fault("The track was published again while it was read. Try again.");
    }
    return new Findings(keys.id(), renditions, HlsRules.check(facts.build()), objects.faults());
  }

  /** Reports an invalid ladder; the multivariant playlist then gives the renditions. */
  private Ladder ladder(Optional<byte[]> metadata, Optional<String> multivariant) {
    Optional<Ladder> stated = Optional.empty();
    try {
      stated = metadata.isPresent() ? PublishedLadder.stated(metadata.get()) : Optional.empty();
    } catch (IOException e) {
      objects.fault(String.valueOf(e.getMessage()));
    }
    return stated.orElseGet(() -> PublishedLadder.listed(multivariant.orElse("")));
  }

  private List<FoundRendition> listen(Optional<M4aFacts> m4a, Path work)
      throws ProcessingException {
    List<FoundRendition> renditions = new ArrayList<>();
    RungReading reading = new RungReading(objects, facts, decoder, cancel, work);
    Optional<RungReading.Heard> ofM4a = Optional.empty();
    for (Rung rung : ladder.rungs()) {
      Optional<RungReading.Heard> heard =
          reading.of(rung, leadFrames(rung), musicFrames(rung, m4a));
      heard.map(RungReading.Heard::rendition).ifPresent(renditions::add);
      ofM4a = rung.equals(ladder.m4aRung()) ? heard : ofM4a;
    }
    if (m4a.isPresent() && ofM4a.isPresent()) {
      compare(m4a.get(), ofM4a.get()).ifPresent(renditions::add);
    }
    return renditions;
  }

  /** In every rung the music starts one frame of the slowest rung after the first packet. */
  private long leadFrames(Rung rung) {
    return Math.round((double) Rung.FRAME_SAMPLES * rung.sampleRate() / ladder.slowestRate());
  }

  /** Only the M4A states the end of the music; without it, all sound counts as music. */
  private static long musicFrames(Rung rung, Optional<M4aFacts> m4a) {
    return m4a.map(found -> Math.round(found.seconds() * rung.sampleRate()))
        .orElse((long) Integer.MAX_VALUE);
  }

  private Optional<M4aFacts> m4a(Path file) throws ProcessingException {
    String path = m4aPath();
    if (!objects.download(path, file, MOST_M4A_BYTES)) {
      return Optional.empty();
    }
    try {
      return Optional.of(decoder.m4a(file, cancel));
    } catch (ProcessingException e) {
      if (e.kind() == FailureKind.CANCELLED || e.kind() == FailureKind.DECODER_UNAVAILABLE) {
        throw e;
      }
      boolean crashed = e.kind() == FailureKind.DECODER_CRASHED;
      String reason = crashed ? RungReading.STOPPED : e.sentence();
      objects.fault("“" + path + "” is damaged: " + reason);
      return Optional.empty();
    }
  }

  private String m4aPath() {
    return keys.m4a().substring(keys.folder().length());
  }

  /** The M4A as a rendition, with the measurements of the rung that has the same packets. */
  private Optional<FoundRendition> compare(M4aFacts m4a, RungReading.Heard heard) {
    Rung rung = ladder.m4aRung();
    Optional<String> objection =
        m4a.objection(heard.packets(), leadFrames(rung), m4a.presentedFrames());
    if (m4a.sampleRate() != rung.sampleRate()) {
      objection = Optional.of("has another sample rate than the rung it is made from");
    }
    objection.ifPresent(reason -> objects.fault("“" + m4aPath() + "” " + reason + "."));
    return objection.isPresent()
        ? Optional.empty()
        : Optional.of(new FoundRendition("m4a", heard.rendition().measured(), m4a.seconds()));
  }
}
