package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_set_matrix;

import java.util.Arrays;
import java.util.List;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.ChannelRole;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.media.ffmpeg.NativePlanes;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Converts decoded frames of any sample format to planar floats of one announced rate and layout. A
 * stream whose rate or channels change is resampled and mixed to the announced ones.
 */
final class FrameConverter extends NativeOwner {
  private record Shape(int format, int rate, int channels) {}

  private final int sampleRate;
  private final AVChannelLayout layout;
  private final int channels;
  private final NativePlanes out;
  private final SwrContext swr = new SwrContext(null);
  private @Nullable Shape swrShape;
  private long silenced;

  FrameConverter(int sampleRate, AVChannelLayout announced) {
    this.sampleRate = sampleRate;
    layout = ChannelLayouts.named(announced, this);
    channels = layout.nb_channels();
    out = new NativePlanes(channels, 4096);
    onClose(out::close);
    onClose(() -> swr_free(swr));
  }

  /** The announced channels' roles. */
  List<ChannelRole> roles() {
    requireOpen();
    return ChannelLayouts.roles(layout);
  }

  /** Replaces the block's content, possibly with an empty one. */
  void convert(AVFrame frame, AudioBlock block) throws MediaException {
    requireOpen();
    Shape shape = new Shape(frame.format(), frame.sample_rate(), frame.ch_layout().nb_channels());
    block.resize(channels, 0);
    if (!shape.equals(swrShape) && swrShape != null) {
      append(block, null, 0);
    }
    if (shape.equals(new Shape(AV_SAMPLE_FMT_FLTP, sampleRate, channels))) {
      swrShape = null;
      copy(frame, block);
    } else {
      prepare(shape, frame);
      append(block, frame.extended_data(), frame.nb_samples());
    }
    for (float[] plane : block.samples()) {
      silenced += Sanitised.clean(plane, 0, block.frames());
    }
  }

  /** Number of invalid samples so far, in all channels, that became 0. */
  long silenced() {
    return silenced;
  }

  /** Returns the remaining frames of the resampler, if there is one. */
  void drain(AudioBlock block) throws MediaException {
    requireOpen();
    block.resize(channels, 0);
    if (swrShape != null) {
      append(block, null, 0);
      swrShape = null;
    }
  }

  private void copy(AVFrame frame, AudioBlock block) {
    int at = block.frames();
    float[][] planes = block.extend(at + frame.nb_samples());
    for (int c = 0; c < channels; c++) {
      new FloatPointer(frame.extended_data(c)).get(planes[c], at, frame.nb_samples());
    }
  }

  private void append(AudioBlock block, @Nullable PointerPointer<?> in, int frames)
      throws MediaException {
    out.ensure(Ffmpeg.check(swr_get_out_samples(swr, frames), "converting samples") + 1);
    int got =
        Ffmpeg.check(
            swr_convert(swr, out.pointers(), out.capacity(), in, frames), "converting samples");
    int at = block.frames();
    float[][] planes = block.extend(at + got);
    for (int c = 0; c < channels; c++) {
      out.get(c, planes[c], at, got);
    }
  }

  private void prepare(Shape shape, AVFrame frame) throws MediaException {
    if (shape.equals(swrShape)) {
      return;
    }
    swr_free(swr);
    AVChannelLayout from = frame.ch_layout();
    try (LayoutOwner owner = new LayoutOwner()) {
      Ffmpeg.check(
          swr_alloc_set_opts2(
              swr,
              layout,
              AV_SAMPLE_FMT_FLTP,
              sampleRate,
              shape.channels == channels ? layout : ChannelLayouts.named(from, owner),
              shape.format,
              shape.rate,
              0,
              null),
          "preparing to convert samples");
    }
    if (shape.channels == 1 && channels > 1) {
      monoAtUnity();
    }
    Ffmpeg.check(swr_init(swr), "preparing to convert samples");
    swrShape = shape;
  }

  /** A mono part of a stereo file is played on both channels without attenuation. */
  private void monoAtUnity() throws MediaException {
    double[] matrix = new double[channels];
    Arrays.fill(matrix, 0, 2, 1.0);
    Ffmpeg.check(swr_set_matrix(swr, matrix, 1), "preparing to mix channels");
  }

  /** Frees a temporary layout. */
  private static final class LayoutOwner extends NativeOwner {}
}
