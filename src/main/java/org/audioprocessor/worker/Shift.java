package org.audioprocessor.worker;

/** What every run of a pool shares. */
record Shift(
    Workplace place,
    OutcomePolicy policy,
    Settlement settlement,
    EnvironmentGate gate,
    Events events) {}
