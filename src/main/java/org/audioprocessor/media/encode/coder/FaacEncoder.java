package org.audioprocessor.media.encode.coder;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.PacketSink;
import org.audioprocessor.media.ffmpeg.SystemLibrary;

/** The encoder of FAAC, by the interface of its {@code faac.h} from version 2 on. */
final class FaacEncoder extends SystemEncoder {
  private static final String STEM = "faac";
  private static final int VERSION = 2;

  /** Its packets begin with the first sample; a decoder adds its own overlap. */
  private static final int DELAY = 1024;

  /**
   * Room for {@code faac_params}, which grows at its end: the library writes what it knows. The
   * offsets are the same in 2.0 to 2.2.
   */
  private static final int PARAMETERS_BYTES = 128;

  private static final int SAMPLE_RATE_AT = 4;
  private static final int CHANNELS_AT = 8;
  private static final int OBJECT_TYPE_AT = 16;
  private static final int BIT_RATE_AT = 28;
  private static final int BANDWIDTH_AT = 32;
  private static final int OUTPUT_FORMAT_AT = 40;
  private static final int INPUT_FORMAT_AT = 44;

  private static final int LOW_COMPLEXITY = 2;
  private static final int RAW_PACKETS = 0;
  private static final int FLOATS = 4;

  /** Floats have the range of 16 bits. */
  private static final float SCALE = 32_768;

  /** Room for {@code faac_encoder_info}: its size, samples of a frame, bytes of a packet. */
  private static final int INFO_BYTES = 128;

  private static final int MOST_BYTES_AT = 8;

  /** {@code faac_library_info}: size, channels, version, copyright, a figure. */
  private static final int LIBRARY_BYTES = 32;

  private static final int LIBRARY_VERSION_AT = 8;
  private static final int LONGEST_VERSION = 64;
  private static final Pattern MEASURED = Pattern.compile("FAAC (\\d{1,4})\\.(\\d{1,4}).*");

  /** The library's functions. */
  private record Calls(
      SystemLibrary.Function defaults,
      SystemLibrary.Function open,
      SystemLibrary.Function close,
      SystemLibrary.Function info,
      SystemLibrary.Function configuration,
      SystemLibrary.Function encode) {
    static Calls of(SystemLibrary library) {
      FunctionDescriptor two = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
      return new Calls(
          library.function("faac_params_init", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT)),
          library.function("faac_encoder_open", two),
          library.function("faac_encoder_close", FunctionDescriptor.of(JAVA_INT, ADDRESS)),
          library.function("faac_encoder_get_info", two),
          library.function(
              "faac_encoder_asc", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS)),
          library.function(
              "faac_encoder_encode",
              FunctionDescriptor.of(
                  JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS)));
    }
  }

  private final Calls calls;
  private final String name;
  private final MemorySegment handle;
  private final MemorySegment input =
      arena.allocate(JAVA_FLOAT, (long) FRAMES_PER_PACKET * CHANNELS);
  private final MemorySegment output;
  private final MemorySegment written = arena.allocate(JAVA_INT);

  private FaacEncoder(AacSettings settings, Calls calls, String name) throws MediaException {
    super(settings);
    this.calls = calls;
    this.name = name;
    try {
      MemorySegment pointer = arena.allocate(ADDRESS);
      check(calls.open().call(parameters(settings), pointer), "does not accept its settings");
      handle = pointer.get(ADDRESS, 0);
      onClose(() -> calls.close().call(pointer));
      MemorySegment info = arena.allocate(INFO_BYTES, Integer.BYTES);
      info.set(JAVA_INT, 0, INFO_BYTES);
      check(calls.info().call(handle, info), "cannot be opened");
      output = arena.allocate(info.get(JAVA_INT, MOST_BYTES_AT));
      alignDelay(DELAY);
    } catch (Throwable t) {
      close();
      throw t;
    }
  }

  private MemorySegment parameters(AacSettings settings) throws MediaException {
    MemorySegment parameters = arena.allocate(PARAMETERS_BYTES, Long.BYTES);
    check(calls.defaults().call(parameters, PARAMETERS_BYTES), "cannot be opened");
    parameters.set(JAVA_INT, SAMPLE_RATE_AT, settings.sampleRate());
    parameters.set(JAVA_INT, CHANNELS_AT, CHANNELS);
    parameters.set(JAVA_INT, OBJECT_TYPE_AT, LOW_COMPLEXITY);
    parameters.set(JAVA_INT, BIT_RATE_AT, settings.bitRate() / CHANNELS);
    parameters.set(JAVA_INT, BANDWIDTH_AT, settings.cutoffHz());
    parameters.set(JAVA_INT, OUTPUT_FORMAT_AT, RAW_PACKETS);
    parameters.set(JAVA_INT, INPUT_FORMAT_AT, FLOATS);
    return parameters;
  }

  private void check(int code, String what) throws MediaException {
    if (code != 0) {
      throw failure(what + " (error " + code + ")");
    }
  }

  /** Opens an encoder; empty if the library is not installed. */
  static Optional<FaacEncoder> open(AacSettings settings) throws MediaException {
    Optional<SystemLibrary> library = SystemLibrary.find(STEM, VERSION);
    return library.isEmpty()
        ? Optional.empty()
        : Optional.of(new FaacEncoder(settings, Calls.of(library.get()), name(library.get())));
  }

  /** Whether the version is one that was measured; earlier ones sound worse than FDK AAC. */
  static boolean isMeasured(String name) {
    Matcher version = MEASURED.matcher(name);
    return version.matches()
        && (Integer.parseInt(version.group(1)) > 2 || Integer.parseInt(version.group(2)) >= 2);
  }

  /** Name and version of the library; empty if it is not installed. */
  static Optional<String> found() {
    return SystemLibrary.find(STEM, VERSION).map(FaacEncoder::name);
  }

  static String fileName() {
    return SystemLibrary.fileName(STEM, VERSION);
  }

  private static String name(SystemLibrary library) {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment info = local.allocate(LIBRARY_BYTES, Long.BYTES);
      info.set(JAVA_INT, 0, LIBRARY_BYTES);
      library
          .function("faac_get_library_info", FunctionDescriptor.of(JAVA_INT, ADDRESS))
          .call(info);
      MemorySegment text = info.get(ADDRESS, LIBRARY_VERSION_AT);
      return text.address() == 0 ? "FAAC" : "FAAC " + read(text);
    }
  }

  @SuppressWarnings("restricted") // granted in jvm.options
  private static String read(MemorySegment text) {
    return text.reinterpret(LONGEST_VERSION).getString(0, StandardCharsets.US_ASCII);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @SuppressWarnings("restricted") // granted in jvm.options
  public byte[] configuration() {
    requireOpen();
    MemorySegment pointer = arena.allocate(ADDRESS);
    MemorySegment size = arena.allocate(JAVA_INT);
    if (calls.configuration().call(handle, pointer, size) != 0) {
      throw new IllegalStateException(name + " has no configuration");
    }
    return pointer.get(ADDRESS, 0).reinterpret(size.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
  }

  @Override
  <E extends Exception> void sendWhole(float[][] planes, PacketSink<E> sink)
      throws MediaException, E {
    int samples = FRAMES_PER_PACKET * CHANNELS;
    for (int i = 0; i < samples; i++) {
      input.setAtIndex(JAVA_FLOAT, i, planes[i % CHANNELS][i / CHANNELS] * SCALE);
    }
    check(
        calls.encode().call(handle, input, samples, output, (int) output.byteSize(), written),
        "failed while encoding");
    int bytes = written.get(JAVA_INT, 0);
    if (bytes > 0) {
      emit(output.asSlice(0, bytes).asByteBuffer(), sink);
    }
  }
}
