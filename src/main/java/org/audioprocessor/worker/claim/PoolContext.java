package org.audioprocessor.worker.claim;

import org.audioprocessor.worker.Events;
import org.audioprocessor.worker.environment.CircuitBreaker;

/** What every run of a pool shares. */
public record PoolContext(
    PoolServices services,
    FailurePolicy policy,
    OutcomeWriter outcomes,
    CircuitBreaker breaker,
    Events events) {}
