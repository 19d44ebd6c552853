package org.audioprocessor.isolation;

import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.pipeline.FailureKind;
import org.audioprocessor.pipeline.Job;
import org.audioprocessor.pipeline.PublishedRung;
import org.audioprocessor.pipeline.Source;
import org.audioprocessor.pipeline.TrackOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The records that go over the wire as JSON. Paths go as text, in UTF-8. */
final class Wire {
  /** Raised whenever a frame's meaning changes. */
  static final int PROTOCOL = 3;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private Wire() {}

  record Hello(int protocol) {}

  /** A task by its number, which counts up. */
  record Cancel(long task) {}

  record Make(long task, Job job, String file, long bytes, String sha256, String work) {
    static Make of(long task, TrackOrder order) {
      Source source = order.source();
      return new Make(
          task,
          order.job(),
          source.file().toAbsolutePath().toString(),
          source.bytes(),
          source.sha256(),
          order.work().toAbsolutePath().toString());
    }

    TrackOrder order() {
      return new TrackOrder(job, new Source(Path.of(file), bytes, sha256), Path.of(work));
    }
  }

  record Probe(long task, String file, MediaLimits limits) {}

  record Overview(long task, String file, MediaLimits limits, int columns) {}

  record Decode(long task, String file, MediaLimits limits, double startSeconds, int sampleRate) {}

  record Measure(long task, String file, MediaLimits limits) {}

  /** The published rung's file is {@code file}. */
  record ListenToRung(long task, PublishedRung rung, String file) {}

  record PlayPackets(long task) {}

  record PlayM4a(long task, String file, double startSeconds) {}

  record ReadM4a(long task, String file) {}

  record Announce(List<String> names) {
    Announce {
      names = List.copyOf(names);
    }
  }

  /**
   * Why a task failed.
   *
   * @param fault of the file, where that is the reason
   */
  record Failed(FailureKind kind, @Nullable MediaFault fault, String sentence) {}

  static Frame frame(FrameKind kind, Object value) {
    return new Frame(kind, JSON.writeValueAsBytes(value));
  }

  /**
   * Reads a record.
   *
   * @throws FrameException if it is not one, or has an impossible value
   */
  static <T> T read(Frame frame, Class<T> type) throws FrameException {
    try {
      T value = JSON.readValue(frame.payload(), type);
      if (value == null) {
        throw new FrameException("nothing instead of " + type.getSimpleName());
      }
      return value;
    } catch (JacksonException e) {
      throw new FrameException("no " + type.getSimpleName() + " in a frame of " + frame, e);
    }
  }
}
