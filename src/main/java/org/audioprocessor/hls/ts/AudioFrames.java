package org.audioprocessor.hls.ts;

import java.util.List;
import org.audioprocessor.hls.rules.AudioFacts;

/** The elementary stream of a segment, taken apart; {@code elementary} is not copied. */
@SuppressWarnings("ArrayRecordComponent") // a carrier within the package, never compared
record AudioFrames(byte[] elementary, List<AdtsFrame> frames, AudioFacts facts) {}
