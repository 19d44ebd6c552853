package org.audioprocessor.diagnosis;

import java.io.IOException;
import java.util.function.Consumer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.storage.StorageException;

/** Runs steps, each by itself, and tells what each found. */
final class Steps {
  /** Finds something, or fails with a sentence. */
  interface Step {
    Finding run() throws IOException, QueueException;
  }

  private final Consumer<Finding> findings;

  Steps(Consumer<Finding> findings) {
    this.findings = findings;
  }

  void found(Finding finding) {
    findings.accept(finding);
  }

  /**
   * Runs one.
   *
   * @param advice for when it fails
   * @return whether what comes later may go on
   */
  boolean step(String check, String advice, Step step) {
    Finding found;
    try {
      found = step.run();
    } catch (IOException | QueueException e) {
      found = Finding.broken(check, sentence(e), advice);
    }
    findings.accept(found);
    return !found.isBroken();
  }

  static String sentence(Exception e) {
    return e instanceof StorageException || e instanceof QueueException
        ? String.valueOf(e.getMessage())
        : "The file system refused it: " + e.getMessage();
  }
}
