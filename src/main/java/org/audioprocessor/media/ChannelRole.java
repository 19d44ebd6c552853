package org.audioprocessor.media;

/**
 * The loudspeaker position of a channel, its weight in loudness, and its share in a stereo mix.
 *
 * <p>Weights: ITU-R BS.1770-5, Annex 3: 1.41 between 60° and 120° to the side at ear height, 0 for
 * the low-frequency effects, else 1. Shares: ITU-R BS.775-4, Annex 4: centre and surrounds −3.01
 * dB; a channel in the middle behind or above, −3.01 dB per side twice.
 */
public enum ChannelRole {
  LEFT(1, 1, 0),
  RIGHT(1, 0, 1),
  CENTRE(1, Share.HALF_POWER, Share.HALF_POWER),
  LFE(0, 0, 0),
  /** At 90° to 110°: also the back pair of 5.1 and of quadraphony. */
  LEFT_SURROUND(1.41, Share.HALF_POWER, 0),
  RIGHT_SURROUND(1.41, 0, Share.HALF_POWER),
  /** At 135° to 150°: the back pair if there is a side pair too. */
  LEFT_REAR(1, Share.HALF_POWER, 0),
  RIGHT_REAR(1, 0, Share.HALF_POWER),
  REAR_CENTRE(1, 0.5, 0.5),
  /** Wide, between centre and side, or above, on the left. */
  OTHER_LEFT(1, Share.HALF_POWER, 0),
  OTHER_RIGHT(1, 0, Share.HALF_POWER),
  /** Anything else. */
  OTHER(1, 0.5, 0.5);

  private final double loudnessWeight;
  private final double toLeft;
  private final double toRight;

  ChannelRole(double loudnessWeight, double toLeft, double toRight) {
    this.loudnessWeight = loudnessWeight;
    this.toLeft = toLeft;
    this.toRight = toRight;
  }

  /** The factor G of the channel's power in ITU-R BS.1770. */
  public double loudnessWeight() {
    return loudnessWeight;
  }

  /** The factor of the channel's samples in the left channel of a stereo mix. */
  public double toLeft() {
    return toLeft;
  }

  /** The factor of the channel's samples in the right channel of a stereo mix. */
  public double toRight() {
    return toRight;
  }

  private static final class Share {
    /** −3.01 dB. */
    private static final double HALF_POWER = Math.sqrt(0.5);
  }
}
