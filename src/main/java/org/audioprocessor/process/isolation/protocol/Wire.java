package org.audioprocessor.process.isolation.protocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.readback.PublishedRung;
import org.audioprocessor.process.render.TrackOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The records that frames carry as JSON. Paths are text. */
public final class Wire {
  /** Version of the protocol; to be raised when the meaning of a frame changes. */
  public static final int PROTOCOL = 5;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private Wire() {}

  public record Hello(int protocol) {}

  /** A request for a task. */
  public interface Task {
    /** The task's number, which increases with each task of a child. */
    long task();
  }

  public record Cancel(long task) {}

  public record Render(long task, Job job, String file, long bytes, String sha256, String work)
      implements Task {
    public static Render of(long task, TrackOrder order) {
      Source source = order.source();
      return new Render(
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

  public record Probe(long task, String file, MediaLimits limits) implements Task {}

  public record Overview(long task, String file, MediaLimits limits, int columns) implements Task {}

  public record Decode(
      long task, String file, MediaLimits limits, double startSeconds, int sampleRate)
      implements Task {}

  /** With {@code checked} the child looks for faults of the sound, too. */
  public record Measure(long task, String file, MediaLimits limits, boolean checked)
      implements Task {}

  /** The file holds the segments of the rung, one after the other. */
  public record ListenToRung(long task, PublishedRung rung, String file) implements Task {}

  public record PlayPackets(long task) implements Task {}

  public record PlayM4a(long task, String file, double startSeconds) implements Task {}

  public record ReadM4a(long task, String file) implements Task {}

  public record NameEncoders(long task) implements Task {}

  /** Names with versions. */
  public record Encoders(Map<Coder, String> names) {
    public Encoders {
      names = Map.copyOf(names);
    }
  }

  public record Announce(List<String> names) {
    public Announce {
      names = List.copyOf(names);
    }
  }

  /**
   * Why a task failed.
   *
   * @param fault the fault of the file; null if the file is not the reason
   */
  public record Failed(FailureKind kind, @Nullable MediaFault fault, String sentence) {}

  public static Frame frame(FrameKind kind, Object value) {
    return new Frame(kind, JSON.writeValueAsBytes(value));
  }

  /**
   * Reads a record.
   *
   * @throws FrameException if the payload is not such a record, or has an impossible value
   */
  public static <T> T read(Frame frame, Class<T> type) throws FrameException {
    try {
      T value = JSON.readValue(frame.payload(), type);
      if (value == null) {
        throw new FrameException("empty payload, expected " + type.getSimpleName());
      }
      return value;
    } catch (JacksonException e) {
      throw new FrameException("invalid " + type.getSimpleName() + " in frame: " + frame, e);
    }
  }
}
