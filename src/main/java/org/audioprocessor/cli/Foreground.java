package org.audioprocessor.cli;

import org.jspecify.annotations.Nullable;

/**
 * How a pool runs in a command.
 *
 * @param threads tracks at once; 0: as the settings say
 * @param watching hears what happens, too
 */
record Foreground(
    int threads, Output output, Termination termination, @Nullable Watching watching) {}
