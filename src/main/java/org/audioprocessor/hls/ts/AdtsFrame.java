package org.audioprocessor.hls.ts;

/**
 * One ADTS frame within {@link TsSegment#elementary()}.
 *
 * @param offsetBytes position of its header
 * @param lengthBytes with the header
 * @param headerBytes 7, or 9 with a CRC; the raw AAC block follows
 * @param pts90k its timestamp, from its PES packet and the frames before it there; -1 if none
 */
public record AdtsFrame(int offsetBytes, int lengthBytes, int headerBytes, long pts90k) {}
