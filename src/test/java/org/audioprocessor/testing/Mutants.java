package org.audioprocessor.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.audioprocessor.media.EncodedFiles;

/** Files that were once good, and what a careless or malicious sender makes of them. */
public final class Mutants {
  private static final int RATE = 44_100;
  private static final int HEAD = 600;
  private static final List<String> MADE =
      List.of(
          "mp3/libmp3lame",
          "flac/flac",
          "wav/pcm_s16le",
          "aiff/pcm_s16be",
          "ipod/aac",
          "ogg/vorbis",
          "ogg/libopus",
          "ipod/alac",
          "wv/wavpack",
          "matroska/flac",
          "asf/wmav2",
          "caf/pcm_s16le",
          "adts/aac");
  private static final List<String> FOUND =
      List.of(
          "test-documents/testAIFF.aif",
          "test-documents/testAU.au",
          "test-documents/testMID.mid",
          "test-documents/testMP3i18n.mp3",
          "test-documents/testMP3i18n_truncated.mp3",
          "test-documents/testMP3id3v1_v2.mp3",
          "test-documents/testMP3id3v24.mp3",
          "test-documents/testMP3lyrics.mp3",
          "test-documents/testMP3truncated.mp3",
          "test-documents/testMP4.m4a",
          "test-documents/testMP4_truncated.m4a",
          "test-documents/testNakedUTF16BOM.mp3",
          "test-documents/testWAV.wav",
          "testOPUS_09.opus",
          "testOPUS_11.opus",
          "testVORBIS.ogg",
          "testFLAC.flac",
          "testBoundaries.ogg",
          "testKateVORBIS.ogg",
          "testTheoraSPEEX.ogg",
          "testTheoraVORBIS.ogg",
          "testDaala.ogg");

  private final List<Seed> seeds;

  /** A file before or after its mutation. */
  public static final class Seed {
    private final String name;
    private final byte[] bytes;

    private Seed(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    /** Where it comes from. */
    public String name() {
      return name;
    }

    /** The whole file. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  private Mutants(List<Seed> seeds) {
    this.seeds = List.copyOf(seeds);
  }

  /**
   * Of every format the program reads, and of real files, some of them damaged by nature.
   *
   * @param folder for files in between
   */
  public static Mutants ofAllSeeds(Path folder) {
    List<Seed> seeds = new ArrayList<>();
    float[][] noise = AudioFiles.noise(2, RATE / 4, 0.3, 1);
    for (String made : MADE) {
      String[] how = made.split("/", -1);
      int rate = how[1].equals("libopus") ? 48_000 : RATE;
      Path file = folder.resolve("seed");
      EncodedFiles.write(file, how[0], how[1], noise, rate);
      seeds.add(new Seed(made, bytes(file)));
    }
    for (String found : FOUND) {
      seeds.add(new Seed(found, resource(found)));
    }
    return new Mutants(seeds);
  }

  /** What everything comes from. */
  public List<Seed> seeds() {
    return seeds;
  }

  /** The same one for the same number. */
  public Seed mutant(long number) {
    SplittableRandom random = new SplittableRandom(number);
    Seed seed = seeds.get((int) (number % seeds.size()));
    byte[] bytes = seed.bytes.clone();
    int rounds = 1 + random.nextInt(3);
    for (int round = 0; round < rounds && bytes.length > 0; round++) {
      bytes = harm(bytes, random);
    }
    return new Seed("mutant " + number + " of " + seed.name, bytes);
  }

  private byte[] harm(byte[] bytes, SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 0 -> scatter(bytes, Math.min(HEAD, bytes.length), random);
      case 1 -> scatter(bytes, bytes.length, random);
      case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
      case 3 -> without(bytes, random);
      case 4 -> twice(bytes, random);
      case 5 -> extreme(bytes, random);
      default -> grafted(bytes, seeds.get(random.nextInt(seeds.size())).bytes, random);
    };
  }

  private static byte[] scatter(byte[] bytes, int within, SplittableRandom random) {
    int hits = 1 + random.nextInt(20);
    for (int hit = 0; hit < hits; hit++) {
      bytes[random.nextInt(within)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static byte[] without(byte[] bytes, SplittableRandom random) {
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(Math.min(2_000, bytes.length - from) + 1);
    return joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
  }

  private static byte[] twice(byte[] bytes, SplittableRandom random) {
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(Math.min(20_000, bytes.length - from) + 1);
    return joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /** A length, a count or a rate becomes 0, −1, the largest or the smallest number. */
  private static byte[] extreme(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(Math.max(1, Math.min(HEAD, bytes.length) - 4));
    int[] values = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1};
    int value = values[random.nextInt(values.length)];
    for (int i = 0; i < 4 && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> (24 - 8 * i));
    }
    return bytes;
  }

  private static byte[] grafted(byte[] bytes, byte[] other, SplittableRandom random) {
    int cut = random.nextInt(bytes.length);
    return joined(
        Arrays.copyOf(bytes, cut),
        Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(Mutants.class.getClassLoader().getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
