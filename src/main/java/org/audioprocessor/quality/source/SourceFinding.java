package org.audioprocessor.quality.source;

/**
 * One fault of a raw file.
 *
 * @param seconds where it is, or where it is worst; 0 if the whole file has it
 * @param value in the unit of its kind
 * @param sentence for people, without a full stop
 */
public record SourceFinding(FaultKind kind, double seconds, double value, String sentence) {}
