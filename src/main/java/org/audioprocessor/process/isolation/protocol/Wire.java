package org.audioprocessor.process.isolation.protocol;

import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.readback.PublishedRung;
import org.audioprocessor.process.render.TrackOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The records that go over the wire as JSON. Paths go as text, in UTF-8. */
public final class Wire {
  /** Raised whenever a frame's meaning changes. */
  public static final int PROTOCOL = 4;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private Wire() {}

  public record Hello(int protocol) {}

  /** A task by its number, which counts up. */
  public record Cancel(long task) {}

  public record Make(long task, Job job, String file, long bytes, String sha256, String work) {
    public static Make of(long task, TrackOrder order) {
      Source source = order.source();
      return new Make(
          task,
          order.job(),
          source.file().toAbsolutePath().toString(),
          source.bytes(),
          source.sha256(),
          order.work().toAbsolutePath().toString());
    }

    public TrackOrder order() {
      return new TrackOrder(job, new Source(Path.of(file), bytes, sha256), Path.of(work));
    }
  }

  public record Probe(long task, String file, MediaLimits limits) {}

  public record Overview(long task, String file, MediaLimits limits, int columns) {}

  public record Decode(
      long task, String file, MediaLimits limits, double startSeconds, int sampleRate) {}

  public record Measure(long task, String file, MediaLimits limits) {}

  /** The published rung's file is {@code file}. */
  public record ListenToRung(long task, PublishedRung rung, String file) {}

  public record PlayPackets(long task) {}

  public record PlayM4a(long task, String file, double startSeconds) {}

  public record ReadM4a(long task, String file) {}

  public record Announce(List<String> names) {
    public Announce {
      names = List.copyOf(names);
    }
  }

  /**
   * Why a task failed.
   *
   * @param fault of the file, where that is the reason
   */
  public record Failed(FailureKind kind, @Nullable MediaFault fault, String sentence) {}

  public static Frame frame(FrameKind kind, Object value) {
    return new Frame(kind, JSON.writeValueAsBytes(value));
  }

  /**
   * Reads a record.
   *
   * @throws FrameException if it is not one, or has an impossible value
   */
  public static <T> T read(Frame frame, Class<T> type) throws FrameException {
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
