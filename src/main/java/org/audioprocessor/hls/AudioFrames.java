package org.audioprocessor.hls;

import java.util.List;

/** The elementary stream of a segment, taken apart; {@code elementary} is not copied. */
@SuppressWarnings("ArrayRecordComponent") // a carrier within the package, never compared
record AudioFrames(byte[] elementary, List<AdtsFrame> frames, AudioFacts facts) {}
