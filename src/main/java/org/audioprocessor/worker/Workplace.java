package org.audioprocessor.worker;

import org.audioprocessor.pipeline.RawFiles;
import org.audioprocessor.pipeline.TrackProcessor;
import org.audioprocessor.queue.UploadQueue;

/** What a pool works with. */
public record Workplace(UploadQueue queue, TrackProcessor processor, RawFiles rawFiles) {}
