package org.audioprocessor.process.isolation;

import java.util.EnumSet;
import java.util.Set;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.PlainText;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.jspecify.annotations.Nullable;

/** Failures as children tell them: only what they can know, in a sentence that is plain. */
public final class ChildFailures {
  private static final int LONGEST_SENTENCE = 500;

  /** A child knows neither the store nor the queue, and must not make the parent wait for them. */
  private static final Set<FailureKind> ITS_OWN =
      EnumSet.of(
          FailureKind.NOT_AUDIO,
          FailureKind.CORRUPT,
          FailureKind.TRUNCATED,
          FailureKind.OVER_LIMIT,
          FailureKind.RULE_BROKEN,
          FailureKind.CHECKSUM,
          FailureKind.STALLED,
          FailureKind.INTERNAL,
          FailureKind.CANCELLED);

  private ChildFailures() {}

  public static Wire.Failed failed(Frame frame) throws FrameException {
    Wire.Failed failed = Wire.read(frame, Wire.Failed.class);
    @Nullable FailureKind kind = failed.kind();
    if (kind == null || !ITS_OWN.contains(kind)) {
      throw new FrameException("a failure that is not its own: " + kind);
    }
    return new Wire.Failed(kind, failed.fault(), plain(failed.sentence()));
  }

  /** What kind of fault of the file it was; those that are not the file's are internal. */
  static MediaFault fault(Wire.Failed failed) {
    return failed.fault() == null ? MediaFault.INTERNAL : failed.fault();
  }

  private static String plain(@Nullable String sentence) throws FrameException {
    @Nullable String plain =
        sentence == null ? null : PlainText.oneLine(sentence, LONGEST_SENTENCE);
    if (plain == null) {
      throw new FrameException("a failure without a sentence");
    }
    return plain;
  }
}
