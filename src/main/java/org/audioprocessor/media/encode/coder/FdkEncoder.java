package org.audioprocessor.media.encode.coder;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.PacketSink;
import org.audioprocessor.media.ffmpeg.SystemLibrary;

/**
 * The encoder of the Fraunhofer FDK AAC library, by the interface of its {@code aacenc_lib.h} in
 * version 2. It takes samples of 16 bits.
 */
final class FdkEncoder extends SystemEncoder {
  private static final String STEM = "fdk-aac";
  private static final int VERSION = 2;

  /** Keys of {@code AACENC_PARAM}. */
  private static final int OBJECT_TYPE = 0x0100;

  private static final int BIT_RATE = 0x0101;
  private static final int SAMPLE_RATE = 0x0103;
  private static final int CHANNEL_MODE = 0x0106;
  private static final int AFTERBURNER = 0x0200;
  private static final int BANDWIDTH = 0x0203;
  private static final int TRANSPORT = 0x0300;

  private static final int LOW_COMPLEXITY = 2;
  private static final int RAW_PACKETS = 0;

  /** Identifiers of buffers. */
  private static final int INPUT = 0;

  private static final int OUTPUT = 3;

  /** Offsets in {@code AACENC_InfoStruct}. */
  private static final int MOST_BYTES_AT = 0;

  private static final int DELAY_AT = 20;
  private static final int CONFIGURATION_AT = 28;
  private static final int CONFIGURATION_SIZE_AT = 92;
  private static final int INFO_BYTES = 96;

  /** {@code LIB_INFO}: three pointers, module, version, flags, a text of 32 bytes. */
  private static final int LIBRARY_BYTES = 72;

  private static final int LIBRARY_MODULE_AT = 24;
  private static final int LIBRARY_TEXT_AT = 36;
  private static final int LIBRARY_TEXT_BYTES = 32;
  private static final int LIBRARIES = 40;
  private static final int ENCODER_MODULE = 4;

  /** The library's functions. */
  private record Calls(
      SystemLibrary.Function open,
      SystemLibrary.Function close,
      SystemLibrary.Function set,
      SystemLibrary.Function encode,
      SystemLibrary.Function info,
      SystemLibrary.Function libraryInfo) {
    static Calls of(SystemLibrary library) {
      return new Calls(
          library.function(
              "aacEncOpen", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT)),
          library.function("aacEncClose", FunctionDescriptor.of(JAVA_INT, ADDRESS)),
          library.function(
              "aacEncoder_SetParam", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT)),
          library.function(
              "aacEncEncode",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)),
          library.function("aacEncInfo", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS)),
          library.function("aacEncGetLibInfo", FunctionDescriptor.of(JAVA_INT, ADDRESS)));
    }
  }

  /** A buffer of the library's and its description, {@code AACENC_BufDesc}. */
  private record Buffer(
      MemorySegment data, MemorySegment address, MemorySegment size, MemorySegment description) {
    static Buffer of(Arena arena, int identifier, long bytes, int elementBytes) {
      MemorySegment data = arena.allocate(bytes, Long.BYTES);
      MemorySegment address = arena.allocateFrom(ADDRESS, data);
      MemorySegment size = arena.allocateFrom(JAVA_INT, (int) bytes);
      MemorySegment description = arena.allocate(40, Long.BYTES);
      description.set(JAVA_INT, 0, 1);
      description.set(ADDRESS, 8, address);
      description.set(ADDRESS, 16, arena.allocateFrom(JAVA_INT, identifier));
      description.set(ADDRESS, 24, size);
      description.set(ADDRESS, 32, arena.allocateFrom(JAVA_INT, elementBytes));
      return new Buffer(data, address, size, description);
    }

    void from(long offset) {
      address.set(ADDRESS, 0, data.asSlice(offset));
      size.set(JAVA_INT, 0, (int) (data.byteSize() - offset));
    }
  }

  private final Calls calls;
  private final String name;
  private final MemorySegment handle;
  private final MemorySegment info = arena.allocate(INFO_BYTES, Integer.BYTES);
  private final MemorySegment inArguments = arena.allocate(8, Integer.BYTES);
  private final MemorySegment outArguments = arena.allocate(16, Integer.BYTES);
  private final Buffer input;
  private final Buffer output;

  private FdkEncoder(AacSettings settings, Calls calls, String name) throws MediaException {
    super(settings);
    this.calls = calls;
    this.name = name;
    try {
      MemorySegment pointer = arena.allocate(ADDRESS);
      check(calls.open().call(pointer, 0, CHANNELS), "cannot be opened");
      handle = pointer.get(ADDRESS, 0);
      onClose(() -> calls.close().call(pointer));
      configure(settings);
      check(calls.info().call(handle, info), "cannot be opened");
      alignDelay(info.get(JAVA_INT, DELAY_AT));
      input = Buffer.of(arena, INPUT, (long) FRAMES_PER_PACKET * CHANNELS * Short.BYTES, 2);
      output = Buffer.of(arena, OUTPUT, info.get(JAVA_INT, MOST_BYTES_AT), 1);
    } catch (Throwable t) {
      close();
      throw t;
    }
  }

  private void configure(AacSettings settings) throws MediaException {
    set(OBJECT_TYPE, LOW_COMPLEXITY);
    set(SAMPLE_RATE, settings.sampleRate());
    set(CHANNEL_MODE, CHANNELS);
    set(BIT_RATE, settings.bitRate());
    set(BANDWIDTH, settings.cutoffHz());
    set(TRANSPORT, RAW_PACKETS);
    set(AFTERBURNER, 1);
    // without data it takes the settings over
    MemorySegment none = MemorySegment.NULL;
    check(calls.encode().call(handle, none, none, none, none), "does not accept its settings");
  }

  private void set(int key, int value) throws MediaException {
    check(calls.set().call(handle, key, value), "does not accept its settings");
  }

  private void check(int code, String what) throws MediaException {
    if (code != 0) {
      throw failure(what + " (error " + Integer.toHexString(code) + ")");
    }
  }

  /** Opens an encoder; empty if the library is not installed. */
  static Optional<FdkEncoder> open(AacSettings settings) throws MediaException {
    Optional<SystemLibrary> library = SystemLibrary.find(STEM, VERSION);
    return library.isEmpty()
        ? Optional.empty()
        : Optional.of(new FdkEncoder(settings, Calls.of(library.get()), name(library.get())));
  }

  /** Name and version of the encoder in the library; empty if the library is not installed. */
  static Optional<String> found() {
    return SystemLibrary.find(STEM, VERSION).map(FdkEncoder::name);
  }

  static String fileName() {
    return SystemLibrary.fileName(STEM, VERSION);
  }

  private static String name(SystemLibrary library) {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment modules = local.allocate((long) LIBRARIES * LIBRARY_BYTES, Long.BYTES);
      library.function("aacEncGetLibInfo", FunctionDescriptor.of(JAVA_INT, ADDRESS)).call(modules);
      for (int i = 0; i < LIBRARIES; i++) {
        MemorySegment module = modules.asSlice((long) i * LIBRARY_BYTES, LIBRARY_BYTES);
        if (module.get(JAVA_INT, LIBRARY_MODULE_AT) == ENCODER_MODULE) {
          MemorySegment text = module.asSlice(LIBRARY_TEXT_AT, LIBRARY_TEXT_BYTES);
          return "FDK AAC " + text.getString(0, StandardCharsets.US_ASCII);
        }
      }
      return "FDK AAC";
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] configuration() {
    requireOpen();
    int size = info.get(JAVA_INT, CONFIGURATION_SIZE_AT);
    return info.asSlice(CONFIGURATION_AT, size).toArray(JAVA_BYTE);
  }

  @Override
  <E extends Exception> void sendWhole(float[][] planes, PacketSink<E> sink)
      throws MediaException, E {
    int samples = FRAMES_PER_PACKET * CHANNELS;
    for (int i = 0; i < samples; i++) {
      float sample = planes[i % CHANNELS][i / CHANNELS] * 32_768;
      int rounded = Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
      input.data().setAtIndex(JAVA_SHORT, i, (short) rounded);
    }
    for (int done = 0; done < samples; ) {
      input.from((long) done * Short.BYTES);
      inArguments.set(JAVA_INT, 0, samples - done);
      check(
          calls
              .encode()
              .call(handle, input.description(), output.description(), inArguments, outArguments),
          "failed while encoding");
      int bytes = outArguments.get(JAVA_INT, 0);
      int taken = outArguments.get(JAVA_INT, 4);
      if (taken <= 0 && bytes <= 0) {
        throw failure("takes no more samples");
      }
      done += taken;
      if (bytes > 0) {
        emit(output.data().asSlice(0, bytes).asByteBuffer(), sink);
      }
    }
  }
}
