package org.audioprocessor.process;

import java.util.List;

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
      };

  /** Called before the objects are put. */
  void willWrite(List<String> keys) throws ProcessingException;

  /** Whether the track has no generation of this program yet. */
  boolean isFirst() throws ProcessingException;

  /** Records the objects that existed before, which become generation 0. */
  void adopt(List<String> keys) throws ProcessingException;

  /** Called before the first name is written that a later try would write again. */
  void willSwitch() throws ProcessingException;
}
