package org.audioprocessor.process.render;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.quality.QualityScore;

/**
 * Compares the excerpts of a track while it is rendered. The source arrives on the decoder's thread
 * and each decoded rendition on its rung's, each in its order.
 */
final class TrackQuality implements AutoCloseable {
  private final List<RungJob> jobs;
  private final int sourceRate;
  private final List<ExcerptComparison> excerpts;
  private int filling;
  private long sourceFrame;

  /** Compares nothing if the jobs have no excerpts. */
  TrackQuality(List<RungJob> jobs, int sourceRate) {
    this.jobs = jobs;
    this.sourceRate = sourceRate;
    RungJob.Compared compared = jobs.getFirst().compared();
    excerpts =
        compared.excerpts().stream()
            .sorted(Comparator.comparingInt(Excerpt::startSecond))
            .map(each -> new ExcerptComparison(each, sourceRate, compared.reference(), jobs))
            .toList();
  }

  /** The next frames of the source, at its rate, after the range curve. */
  void source(float[][] stereo, int frames) throws MediaException {
    int at = 0;
    while (at < frames && filling < excerpts.size()) {
      ExcerptComparison now = excerpts.get(filling);
      long start = (long) now.excerpt().startSecond() * sourceRate;
      long end = (long) now.excerpt().endSecond() * sourceRate;
      at += Math.clamp(start - sourceFrame - at, 0, frames - at);
      int count = Math.clamp(end - sourceFrame - at, 0, frames - at);
      if (count > 0) {
        now.source(stereo, at, count);
      }
      at += count;
      if (sourceFrame + at == end) {
        now.endSource();
        filling++;
      }
    }
    sourceFrame += frames;
  }

  /** Receives the decoded music of the job with that index. */
  RungQuality rung(int index) {
    return new RungQuality(index);
  }

  /** The excerpts of one rung. */
  final class RungQuality {
    private final int rung;
    private int next;
    private long heardFrame;

    private RungQuality(int rung) {
      this.rung = rung;
    }

    /** The next frames of music that were decoded, at the rung's rate. */
    void heard(float[][] stereo, int offset, int frames) throws MediaException {
      int rate = jobs.get(rung).rung().sampleRate();
      int at = 0;
      while (at < frames && next < excerpts.size()) {
        ExcerptComparison now = excerpts.get(next);
        long start = (long) now.excerpt().startSecond() * rate;
        long end = (long) now.excerpt().endSecond() * rate;
        at += Math.clamp(start - heardFrame - at, 0, frames - at);
        int count = Math.clamp(end - heardFrame - at, 0, frames - at);
        if (count > 0) {
          now.heard(rung, stereo, offset + at, count);
        }
        at += count;
        if (heardFrame + at == end) {
          now.end(rung);
          next++;
        }
      }
      heardFrame += frames;
    }
  }

  /** Each rung's mean over the excerpts, once all rungs are rendered. */
  List<RenderedRung> addTo(List<RenderedRung> rendered) {
    return excerpts.isEmpty()
        ? rendered
        : rendered.stream().map(rung -> rung.withQuality(mean(rendered.indexOf(rung)))).toList();
  }

  private Optional<RenditionQuality> mean(int rung) {
    List<QualityScore> scores =
        excerpts.stream().flatMap(excerpt -> excerpt.score(rung).stream()).toList();
    return RenditionQuality.mean(scores);
  }

  @Override
  public void close() {
    excerpts.forEach(ExcerptComparison::close);
  }
}
