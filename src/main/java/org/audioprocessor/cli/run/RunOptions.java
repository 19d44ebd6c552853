package org.audioprocessor.cli.run;

import org.audioprocessor.cli.output.Output;
import org.jspecify.annotations.Nullable;

/**
 * How a pool runs in a command.
 *
 * @param threads tracks at once; 0: as the settings say
 * @param watching hears what happens, too
 */
public record RunOptions(
    int threads, Output output, Termination termination, @Nullable HealthEndpoint watching) {}
