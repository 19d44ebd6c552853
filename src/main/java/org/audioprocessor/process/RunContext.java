package org.audioprocessor.process;

/**
 * Guard, log, cancellation and progress of one run.
 *
 * @param guard checked before each visible change
 * @param log records the written objects
 */
public record RunContext(
    PublicationGuard guard, GenerationLog log, CancelToken cancel, Progress progress) {}
