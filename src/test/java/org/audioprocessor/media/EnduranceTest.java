package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.media.encode.PacketSink;
import org.audioprocessor.media.encode.SegmentMuxer;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnduranceTest {
  private static final int RATE = 44_100;

  @TempDir Path folder;

  @Test
  void cancellingEndsAReadWithinATenthOfASecond() {
    Path file = AudioFiles.flac(folder.resolve("x"), AudioFiles.noise(2, 10 * RATE, 0.3, 1), RATE);
    // of this thread's own time, which a busy machine does not make longer
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    AtomicInteger looks = new AtomicInteger();
    AtomicLong lastLook = new AtomicLong();
    BooleanSupplier cancelled =
        () -> {
          if (looks.incrementAndGet() > 500) {
            return true;
          }
          lastLook.set(threads.getCurrentThreadCpuTime());
          return false;
        };
    MediaException e =
        catchThrowableOfType(
            MediaException.class,
            () -> {
              AudioBlock block = new AudioBlock();
              while (true) {
                try (AudioFile audio = AudioFile.open(file, MediaLimits.DEFAULT, cancelled)) {
                  while (audio.read(block)) {
                    assertThat(block.frames()).isPositive();
                  }
                }
              }
            });
    assertThat(threads.getCurrentThreadCpuTime() - lastLook.get()).isLessThan(100_000_000L);
    assertThat(e.kind()).isEqualTo(MediaFault.CANCELLED);
  }

  /** The interrupt callback, too, is one for all. */
  @Test
  void cancellingOneOfTwelveLeavesTheOthers() throws MediaException {
    Path file = AudioFiles.flac(folder.resolve("x"), AudioFiles.noise(2, 4 * RATE, 0.3, 1), RATE);
    List<AudioFile> open = new ArrayList<>();
    AtomicBoolean cancelled = new AtomicBoolean();
    try {
      for (int i = 0; i < 12; i++) {
        boolean victim = i == 11;
        open.add(AudioFile.open(file, MediaLimits.DEFAULT, () -> victim && cancelled.get()));
      }
      cancelled.set(true);
      AudioBlock block = new AudioBlock();
      MediaException e = catchThrowableOfType(MediaException.class, () -> open.get(11).read(block));
      assertThat(e.kind()).isEqualTo(MediaFault.CANCELLED);
      for (AudioFile audio : open.subList(0, 11)) {
        assertThat(audio.read(block)).isTrue();
      }
    } finally {
      open.forEach(AudioFile::close);
    }
  }

  /** A callback without a strong reference is collected, and the JVM aborts. */
  @Test
  void callbacksSurviveTheGarbageCollector() throws MediaException, IOException {
    Path file = AudioFiles.flac(folder.resolve("x"), AudioFiles.noise(2, RATE, 0.5, 1), RATE);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 20_000, (byte) 0x55);
    AudioFiles.write(file, bytes);
    for (int i = 0; i < 5; i++) {
      System.gc();
      assertThat(Decoded.of(file).errors()).as("makes log lines").isPositive();
      assertThat(encodeAndMux(i)).isPositive();
    }
  }

  /** An exception that leaves a callback aborts the JVM. */
  @Test
  void anExceptionInsideACallbackEndsTheReadOnly() {
    Path file = AudioFiles.wav(folder.resolve("x.wav"), new float[2][RATE], RATE);
    AtomicLong asked = new AtomicLong();
    Throwable e =
        catchThrowableOfType(
            Throwable.class,
            () ->
                AudioFile.open(
                        file,
                        MediaLimits.DEFAULT,
                        () -> {
                          if (asked.incrementAndGet() > 1) {
                            throw new IllegalStateException("broken token");
                          }
                          return false;
                        })
                    .close());
    assertThat(e).isNotNull();
    assertThat(NativeOwner.live()).isZero();
  }

  @Test
  void hundredsOfTracksLeaveNothingBehind() throws MediaException, IOException {
    Path mp3 = AudioFiles.mp3(folder.resolve("a"), AudioFiles.noise(2, RATE / 4, 0.3, 1), RATE);
    Path text = AudioFiles.write(folder.resolve("b.mp3"), new byte[] {'h', 'e', 'l', 'l', 'o'});
    for (int i = 0; i < 40; i++) {
      round(mp3, text, i);
    }
    long before = residentKb();
    for (int i = 0; i < 110; i++) {
      round(mp3, text, i);
    }
    assertThat(NativeOwner.live()).isZero();
    // one leaked frame or packet per round would be more
    assertThat(residentKb() - before).isLessThan(12_000);
  }

  private static void round(Path mp3, Path text, int seed) throws MediaException, IOException {
    assertThat(Decoded.of(mp3).frames()).isPositive();
    assertThat(catchThrowableOfType(MediaException.class, () -> Decoded.of(text))).isNotNull();
    assertThat(encodeAndMux(seed)).isPositive();
  }

  @Test
  void eightThreadsWorkAtOnce() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> sizes = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        sizes.add(threads.submit(() -> encodeAndMux(5)));
      }
      for (Future<Integer> size : sizes) {
        assertThat(size.get()).isEqualTo(sizes.getFirst().get());
      }
    }
    assertThat(NativeOwner.live()).isZero();
  }

  private static int encodeAndMux(int seed) throws MediaException, IOException {
    float[][] noise = AudioFiles.noise(2, 20_000, 0.3, seed);
    try (AacEncoder encoder = AacEncoder.open(new AacSettings(24_000, 48_000, Coder.FAST, 0));
        SegmentMuxer muxer = SegmentMuxer.open(24_000, encoder);
        Resampler resampler = Resampler.open(RATE, 24_000, 2)) {
      float[][] out = new float[2][resampler.outputFramesAtMost(20_000)];
      PacketSink<IOException> sink =
          packet -> muxer.write(packet, 126_000 + packet.index() * 3_840);
      encoder.encode(out, 0, resampler.process(noise, 0, 20_000, out), sink);
      encoder.encode(out, 0, resampler.finish(out), sink);
      encoder.finish(sink);
      return muxer.finish().length;
    }
  }

  private static long residentKb() throws IOException {
    Path statm = Path.of("/proc/self/statm");
    if (!Files.exists(statm)) {
      return 0;
    }
    System.gc();
    return Long.parseLong(Files.readString(statm).split(" ", -1)[1]) * 4;
  }
}
