package org.audioprocessor.worker.claim;

import org.audioprocessor.worker.Events;
import org.audioprocessor.worker.environment.EnvironmentGate;

/** What every run of a pool shares. */
public record Shift(
    Workplace place,
    OutcomePolicy policy,
    Settlement settlement,
    EnvironmentGate gate,
    Events events) {}
