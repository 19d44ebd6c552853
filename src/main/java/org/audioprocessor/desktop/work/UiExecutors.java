package org.audioprocessor.desktop.work;

import java.util.concurrent.Executor;

/**
 * The executors of a view-model; tests run both on one thread.
 *
 * @param background may wait for database, bucket and disk
 * @param ui the JavaFX thread
 */
public record UiExecutors(Executor background, Executor ui) {}
