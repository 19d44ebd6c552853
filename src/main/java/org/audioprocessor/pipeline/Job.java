package org.audioprocessor.pipeline;

import org.audioprocessor.storage.TrackId;

/**
 * One upload to be processed.
 *
 * @param fileName the raw file's name, as in the uploads table
 * @param trackId the name without its extension
 * @param generation which publication of the track this will be, from 1; it is part of every
 *     segment's name
 * @param tryNumber which try to write this generation, from 0; also part of the names
 */
public record Job(
    String fileName, TrackId trackId, int generation, int tryNumber, RenderSettings settings) {}
