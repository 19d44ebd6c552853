package org.audioprocessor.media;

import java.util.Arrays;
import java.util.List;

/**
 * Mixes any channels down to left and right by ITU-R BS.775-4 (see {@link ChannelRole}). Mono
 * becomes two equal channels at unity gain; stereo passes as it is. The sum is not scaled down and
 * may pass full scale.
 */
public final class StereoMix {
  private final double[] toLeft;
  private final double[] toRight;
  private final boolean passesThrough;

  private StereoMix(List<ChannelRole> roles) {
    toLeft = roles.stream().mapToDouble(ChannelRole::toLeft).toArray();
    toRight = roles.stream().mapToDouble(ChannelRole::toRight).toArray();
    passesThrough = roles.equals(List.of(ChannelRole.LEFT, ChannelRole.RIGHT));
  }

  /**
   * The mix for channels of these roles.
   *
   * @param roles one per channel
   */
  public static StereoMix of(List<ChannelRole> roles) {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a mix needs at least one channel");
    }
    return new StereoMix(roles);
  }

  /**
   * Mixes one block.
   *
   * @param in as many channels as roles
   * @param out receives two channels; for stereo they are {@code in}'s own planes, not copies
   */
  public void mix(AudioBlock in, AudioBlock out) {
    if (in.channels() != toLeft.length) {
      throw new IllegalArgumentException(
          "a mix of " + toLeft.length + " channels was given " + in.channels());
    }
    if (passesThrough) {
      out.lend(in.samples(), in.frames());
    } else if (toLeft.length == 1) {
      float[][] equal = out.resize(2, in.frames());
      System.arraycopy(in.samples()[0], 0, equal[0], 0, in.frames());
      System.arraycopy(in.samples()[0], 0, equal[1], 0, in.frames());
    } else {
      float[][] stereo = out.resize(2, in.frames());
      sum(in, toLeft, stereo[0]);
      sum(in, toRight, stereo[1]);
    }
  }

  private static void sum(AudioBlock in, double[] shares, float[] plane) {
    int frames = in.frames();
    Arrays.fill(plane, 0, frames, 0f);
    for (int channel = 0; channel < shares.length; channel++) {
      float share = (float) shares[channel];
      float[] samples = in.samples()[channel];
      if (share != 0) {
        for (int i = 0; i < frames; i++) {
          plane[i] += share * samples[i];
        }
      }
    }
  }
}
