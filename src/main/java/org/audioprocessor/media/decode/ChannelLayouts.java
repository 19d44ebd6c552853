package org.audioprocessor.media.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_BACK_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_BACK_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_BACK_RIGHT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_FRONT_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_FRONT_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_FRONT_LEFT_OF_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_FRONT_RIGHT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_FRONT_RIGHT_OF_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_LOW_FREQUENCY;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_LOW_FREQUENCY_2;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_SIDE_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_SIDE_RIGHT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_STEREO_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_STEREO_RIGHT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_TOP_BACK_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_TOP_BACK_RIGHT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_TOP_FRONT_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_TOP_FRONT_RIGHT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_WIDE_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHAN_WIDE_RIGHT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_channel_from_index;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_index_from_channel;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.media.ChannelRole;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;

/** Converts FFmpeg's channel layouts to roles. */
public final class ChannelLayouts {
  private ChannelLayouts() {}

  /** Returns an owned copy; a layout without positions becomes the usual one for its count. */
  static AVChannelLayout named(AVChannelLayout layout, NativeOwner owner) {
    AVChannelLayout copy = empty(owner);
    if (layout.order() == AV_CHANNEL_ORDER_UNSPEC) {
      av_channel_layout_default(copy, layout.nb_channels());
    } else {
      av_channel_layout_copy(copy, layout);
    }
    return copy;
  }

  /** Returns the usual layout for a number of channels; the caller owns it. */
  public static AVChannelLayout usual(int channels, NativeOwner owner) {
    AVChannelLayout layout = empty(owner);
    av_channel_layout_default(layout, channels);
    return layout;
  }

  private static AVChannelLayout empty(NativeOwner owner) {
    AVChannelLayout layout = new AVChannelLayout();
    AVChannelLayout.memset(layout, 0, layout.sizeof());
    owner.onClose(() -> {
      av_channel_layout_uninit(layout);
      layout.deallocate();
    });
    return layout;
  }

  static List<ChannelRole> roles(AVChannelLayout layout) {
    boolean hasSides = av_channel_layout_index_from_channel(layout, AV_CHAN_SIDE_LEFT) >= 0;
    List<ChannelRole> roles = new ArrayList<>();
    for (int i = 0; i < layout.nb_channels(); i++) {
      roles.add(role(av_channel_layout_channel_from_index(layout, i), hasSides));
    }
    return List.copyOf(roles);
  }

  private static ChannelRole role(int channel, boolean hasSides) {
    return switch (channel) {
      case AV_CHAN_FRONT_LEFT, AV_CHAN_STEREO_LEFT -> ChannelRole.LEFT;
      case AV_CHAN_FRONT_RIGHT, AV_CHAN_STEREO_RIGHT -> ChannelRole.RIGHT;
      case AV_CHAN_FRONT_CENTER -> ChannelRole.CENTRE;
      case AV_CHAN_LOW_FREQUENCY, AV_CHAN_LOW_FREQUENCY_2 -> ChannelRole.LFE;
      case AV_CHAN_SIDE_LEFT -> ChannelRole.LEFT_SURROUND;
      case AV_CHAN_SIDE_RIGHT -> ChannelRole.RIGHT_SURROUND;
      case AV_CHAN_BACK_LEFT -> hasSides ? ChannelRole.LEFT_REAR : ChannelRole.LEFT_SURROUND;
      case AV_CHAN_BACK_RIGHT -> hasSides ? ChannelRole.RIGHT_REAR : ChannelRole.RIGHT_SURROUND;
      case AV_CHAN_BACK_CENTER -> ChannelRole.REAR_CENTRE;
      case AV_CHAN_FRONT_LEFT_OF_CENTER,
          AV_CHAN_WIDE_LEFT,
          AV_CHAN_TOP_FRONT_LEFT,
          AV_CHAN_TOP_BACK_LEFT ->
          ChannelRole.OTHER_LEFT;
      case AV_CHAN_FRONT_RIGHT_OF_CENTER,
          AV_CHAN_WIDE_RIGHT,
          AV_CHAN_TOP_FRONT_RIGHT,
          AV_CHAN_TOP_BACK_RIGHT ->
          ChannelRole.OTHER_RIGHT;
      default -> ChannelRole.OTHER;
    };
  }
}
