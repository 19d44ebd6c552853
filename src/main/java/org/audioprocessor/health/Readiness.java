package org.audioprocessor.health;

/**
 * Whether a worker takes on work.
 *
 * @param sentence why, or why not, for people
 */
public record Readiness(boolean isReady, String sentence) {}
