package org.audioprocessor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PreviewTrack.PublishedSound;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.source.LocalPublishedSound;
import org.audioprocessor.preview.source.TrackSources;
import org.audioprocessor.process.isolation.ChildPool;
import org.audioprocessor.process.isolation.IsolatedFiles;
import org.audioprocessor.process.isolation.confine.ChildProgram;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published sound is the same in a child process and in this process. */
class IsolatedSoundTest {
  @TempDir static Path folder;
  private static TemporaryFolders temporary;
  private static ChildPool pool;
  private static Set<ProcessHandle> others;
  private static FolderObjectStore store;

  @BeforeAll
  static void open() throws Exception {
    others = ProcessHandle.current().descendants().collect(Collectors.toSet());
    temporary = TemporaryFolders.open(folder.resolve("tmp"));
    Path logs = Files.createDirectory(folder.resolve("logs"));
    pool =
        new ChildPool(
            ChildProgram.of("org.audioprocessor.Main", logs, temporary, MediaLimits.DEFAULT), 2);
    store = new FolderObjectStore(PublishedClicks.folder());
  }

  @AfterAll
  static void close() throws Exception {
    pool.close();
    temporary.close();
    store.close();
  }

  private static PublishedSound isolated() {
    return new IsolatedSound(new IsolatedFiles(pool, MediaLimits.DEFAULT));
  }

  /** A stream's facts and its first samples. */
  private record Heard(
      long firstFrame, int sampleRate, double seconds, List<Float> left, List<Float> right) {}

  private static Heard heard(PublishedSound sound, Rendition rendition, double from, int most)
      throws Exception {
    PreviewTrack track = PreviewTrack.of(store, PublishedClicks.keys(), sound);
    try (TrackSources sources = TrackSources.open(track, folder);
        StereoStream stream = sources.of(rendition).open(from)) {
      List<Float> left = new ArrayList<>();
      List<Float> right = new ArrayList<>();
      AudioBlock block = new AudioBlock();
      while (left.size() < most && stream.read(block)) {
        for (int i = 0; i < block.frames() && left.size() < most; i++) {
          left.add(block.samples()[0][i]);
          right.add(block.samples()[1][i]);
        }
      }
      return new Heard(
          stream.firstFrame(),
          stream.sampleRate(),
          stream.musicSeconds().orElseThrow(),
          left,
          right);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "low, 0, 10000000",
    "low, 3.3, 100000",
    "med, 7.77, 100000",
    "high, 4.99, 100000",
    "m4a, 0, 10000000",
    "m4a, 6.1, 100000"
  })
  void aRenditionIsHeardAsInThisProcess(String name, double from, int most) throws Exception {
    Rendition rendition = name.equals("m4a") ? Rendition.M4A : Rendition.rung(name);
    PublishedClicks.published();
    long opened = NativeOwner.opened();

    Heard there = heard(isolated(), rendition, from, most);

    assertThat(NativeOwner.opened()).as("decoders in this process").isEqualTo(opened);
    assertThat(there.left()).isNotEmpty();
    assertThat(there).isEqualTo(heard(new LocalPublishedSound(), rendition, from, most));
  }

  @Test
  void aDecoderThatDiesIsASentenceAndTheNextStreamPlays() throws Exception {
    PreviewTrack track = PreviewTrack.of(store, PublishedClicks.keys(), isolated());
    try (TrackSources sources = TrackSources.open(track, folder);
        StereoStream stream = sources.of(Rendition.rung("low")).open(0)) {
      AudioBlock block = new AudioBlock();
      assertThat(stream.read(block)).isTrue();
      killChildren();

      assertThatThrownBy(
              () -> {
                while (stream.read(block)) {
                  assertThat(block.frames()).isPositive();
                }
              })
          .isInstanceOf(PlaybackException.class)
          .hasMessageContaining("The decoder crashed");
    }
    assertThat(heard(isolated(), Rendition.rung("low"), 1, 5000).left()).hasSize(5000);
  }

  /** Those of this test; the servers of other tests go on. */
  private static void killChildren() {
    ProcessHandle.current()
        .descendants()
        .filter(process -> !others.contains(process))
        .forEach(process -> {
          process.destroyForcibly();
          process.onExit().join();
        });
  }
}
