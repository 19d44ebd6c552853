package org.audioprocessor.settings;

import java.util.List;

/** All settings of the program. */
public record Settings(
    Target target, Output output, Prefixes prefixes, Connection connection, Operation operation) {

  /** Loudness target of tracks (EBU R 128, EBU Tech 3342). */
  public record Target(double integratedLufs, double loudnessRangeLu, double truePeakDbtp) {}

  /** The AAC encoder. */
  public enum Encoder {
    /** Uses for each rung the installed encoder with the best measured quality. */
    AUTO,
    /** The bundled FFmpeg's. */
    FFMPEG,
    /** Fraunhofer's FDK AAC, which must be installed. */
    FDK,
    /** FAAC, which must be installed. */
    FAAC,
    /** FFmpeg's at about half the CPU time. */
    QUICK
  }

  /** Tracks whose quality is measured during processing. */
  public enum Quality {
    /** Tracks processed by the window. */
    WINDOW,
    ALWAYS,
    NEVER
  }

  /** Encoding and segmentation of tracks, and comparison of their quality with the source. */
  public record Output(Encoder encoder, double segmentSeconds, Quality quality) {}

  /**
   * Folders of the bucket, each as configured, with or without a final slash.
   *
   * @param folders file names may include folders
   */
  public record Prefixes(String raw, String processed, String failed, boolean folders) {
    public Prefixes(String raw, String processed, String failed) {
      this(raw, processed, failed, false);
    }
  }

  /** The process that decodes untrusted files. */
  public enum Isolation {
    /** Decodes and encodes in a child process, whose crash affects one track only. */
    CHILD,
    /** Decodes and encodes in the program's own process. */
    IN_PROCESS
  }

  public enum LogFormat {
    TEXT,
    /** One JSON object per line. */
    JSON
  }

  /**
   * The address of a worker's health port.
   *
   * @param port 0 for none
   */
  public record HealthPort(String address, int port) {}

  /**
   * A worker's load on its database, and its time-outs.
   *
   * @param connections number of connections to the platform's database
   * @param lostClaims number of consecutive lost claims that fails an upload
   */
  public record Pace(int connections, int pollSeconds, int leaseSeconds, int lostClaims) {}

  /**
   * Operation of the program.
   *
   * @param threads number of tracks processed concurrently; 0 for the machine's default
   */
  public record Operation(
      int threads, Pace pace, Isolation isolation, HealthPort health, LogFormat logFormat) {}

  /** Returns the number of tracks processed concurrently; 0 for the machine's default. */
  public int threads() {
    return operation.threads();
  }

  /**
   * The settings resolved from all sources.
   *
   * @param values every value with its origin, in display order
   * @param warnings messages to users about invalid values in the file
   */
  public record EffectiveSettings(Settings settings, List<Value> values, List<String> warnings) {

    /**
     * One value.
     *
     * @param name as in the file
     * @param source the environment variable or file of the value; otherwise empty
     */
    public record Value(String name, String text, Origin origin, String source) {}

    public EffectiveSettings {
      values = List.copyOf(values);
      warnings = List.copyOf(warnings);
    }

    /** Returns the origin of the key's value. */
    public Origin origin(SettingKey<?> key) {
      return values.stream()
          .filter(value -> value.name().equals(key.name()))
          .map(Value::origin)
          .findFirst()
          .orElse(Origin.DEFAULT);
    }

    /** The source of a value. Earlier constants take precedence. */
    public enum Origin {
      /** The command line. */
      FLAG,
      /** An environment variable. */
      ENVIRONMENT,
      /** The settings file of the workspace. */
      FILE,
      /** The system's keychain; passwords only. */
      KEYCHAIN,
      /** The default; the value is not set. */
      DEFAULT
    }
  }
}
