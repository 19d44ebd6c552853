package org.audioprocessor.process;

/**
 * Who looks over one run's shoulder.
 *
 * @param guard asked before everything that others can see
 * @param log remembers what is written
 * @param cancel stops the run
 * @param progress hears how far it is
 */
public record RunContext(
    PublicationGuard guard, GenerationLog log, CancelToken cancel, Progress progress) {}
