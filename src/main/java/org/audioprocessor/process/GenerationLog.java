package org.audioprocessor.process;

import java.util.List;
import java.util.Optional;

/**
 * Records the objects that a generation writes, so that they can be removed without listing, and
 * the progress of its publication. Each call returns once its record is durable.
 */
public interface GenerationLog {
  /** Records nothing. */
  GenerationLog NONE =
      new GenerationLog() {
        @Override
        public void willWrite(List<String> keys) {}

        @Override
        public boolean isFirst() {
          return false;
        }

        @Override
        public void adopt(List<String> keys) {}

        @Override
        public void willSwitch() {}

        @Override
        public Optional<Unfinished> unfinished() {
          return Optional.empty();
        }

        @Override
        public void resume(int generation, int tryNumber) {
          throw new IllegalStateException("nothing is unfinished");
        }
      };

  /**
   * A try whose publication began and did not end.
   *
   * @param keys of its objects, as recorded
   */
  record Unfinished(int generation, int tryNumber, List<String> keys) {}

  /** Called before the objects are put. */
  void willWrite(List<String> keys) throws ProcessingException;

  /** Whether the track has no generation of this program yet. */
  boolean isFirst() throws ProcessingException;

  /** Records the objects that existed before, which become generation 0. */
  void adopt(List<String> keys) throws ProcessingException;

  /** Called before the first name is written that a later try would write again. */
  void willSwitch() throws ProcessingException;

  /** The newest try of the track, if its publication began and did not end. */
  Optional<Unfinished> unfinished() throws ProcessingException;

  /** Continues the unfinished try in place of the one that has begun. */
  void resume(int generation, int tryNumber) throws ProcessingException;
}
