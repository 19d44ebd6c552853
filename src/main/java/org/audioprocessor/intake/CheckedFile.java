package org.audioprocessor.intake;

import java.nio.file.Path;
import java.util.List;

/** A local file that may become an upload. */
record CheckedFile(
    Path path, String fileName, long bytes, String sha256, List<String> announcements) {}
