package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.audioprocessor.media.FileNames;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.container.ContainerFacts;
import org.audioprocessor.media.container.Containers;
import org.audioprocessor.media.container.FileBytes;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.ReadGuard;
import org.audioprocessor.media.ffmpeg.WhiteList;
import org.audioprocessor.media.tags.TooManyTagsException;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;

/**
 * A file's container, before FFmpeg opens it.
 *
 * @param name the usual name of the format
 * @param format the demuxer of the view
 */
record RawContainer(String name, AVInputFormat format, ContainerFacts facts) {

  /** Recognises the container by its content and reads it. */
  static RawContainer read(Path file, WhiteList accepted, ReadGuard guard) throws MediaException {
    AVInputFormat found = ContainerProbe.find(file, accepted);
    String demuxer = found.name().getString(StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(file)) {
      FileBytes bytes = new FileBytes(channel, guard::mustStop);
      ContainerFacts facts = Containers.read(bytes, demuxer);
      guard.requireGoingOn();
      String view = facts.demuxer();
      AVInputFormat format =
          view == null || view.equals(demuxer)
              ? found
              : Ffmpeg.checkNotNull(av_find_input_format(view), "finding a demuxer");
      return new RawContainer(WhiteList.containerName(demuxer), format, facts);
    } catch (TooManyTagsException e) {
      throw new MediaException(
          MediaFault.TOO_EXPENSIVE,
          String.format(
              java.util.Locale.ROOT,
              "%s holds more than %,d tags: it is damaged or malicious."
                  + " Export it again without them.",
              FileNames.of(file),
              e.most()),
          e);
    } catch (InterruptedIOException e) {
      guard.requireGoingOn();
      throw unreadable(file, e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** An M4A file that this program wrote. */
  static RawContainer ownM4a(Path file) throws MediaException {
    AVInputFormat format = ContainerProbe.find(file, WhiteList.OWN_M4A);
    try (FileChannel channel = FileChannel.open(file)) {
      FileBytes bytes = new FileBytes(channel, () -> false);
      return new RawContainer("MP4", format, Containers.read(bytes, "mov"));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static MediaException unreadable(Path file, IOException cause) {
    return new MediaException(
        MediaFault.IO, FileNames.of(file) + " cannot be read from the disk.", cause);
  }
}
