package org.audioprocessor.media.encode.coder;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.AacSettings.Coder;

/**
 * The AAC encoders of this machine: FFmpeg's own, and those of libraries that the system has. A
 * library is loaded by the first question for it and stays loaded.
 */
public final class AacEncoders {
  private static final Map<Coder, String> FOUND = new ConcurrentHashMap<>();

  private AacEncoders() {}

  /**
   * Opens an encoder.
   *
   * @throws MediaException NO_ENCODER if its library is not installed
   */
  public static AacEncoder open(AacSettings settings) throws MediaException {
    Optional<? extends AacEncoder> found =
        switch (settings.coder()) {
          case TWOLOOP, FAST -> Optional.of(FfmpegEncoder.open(settings));
          case FDK -> FdkEncoder.open(settings);
          case FAAC -> FaacEncoder.open(settings);
        };
    if (found.isEmpty()) {
      throw new MediaException(MediaFault.NO_ENCODER, missing(settings.coder()));
    }
    return found.get();
  }

  /** Loads the libraries that are installed and returns their names with versions. */
  public static Map<Coder, String> ofSystem() {
    // one that is not there may be installed while the program runs
    if (!FOUND.containsKey(Coder.FDK)) {
      FdkEncoder.found().ifPresent(name -> FOUND.put(Coder.FDK, name));
    }
    if (!FOUND.containsKey(Coder.FAAC)) {
      FaacEncoder.found().ifPresent(name -> FOUND.put(Coder.FAAC, name));
    }
    return Map.copyOf(FOUND);
  }

  /** The coders whose libraries are installed in a version that was measured. */
  public static Set<Coder> measured() {
    Map<Coder, String> found = new HashMap<>(ofSystem());
    found.computeIfPresent(Coder.FAAC, (coder, name) -> FaacEncoder.isMeasured(name) ? name : null);
    return found.keySet();
  }

  /** Describes a library that is not installed, and how to get it. */
  public static String missing(Coder coder) {
    return switch (coder) {
      case FDK ->
          "The encoder FDK AAC is chosen, but its library "
              + FdkEncoder.fileName()
              + " was not found. Install it (Debian: libfdk-aac2 of the component non-free), or"
              + " choose another encoder.";
      case FAAC ->
          "The encoder FAAC is chosen, but its library "
              + FaacEncoder.fileName()
              + " was not found. Install FAAC 2 or newer (Debian: libfaac2), or choose another"
              + " encoder.";
      case TWOLOOP, FAST -> throw new IllegalArgumentException("FFmpeg is part of the program");
    };
  }
}
