package org.audioprocessor.process;

import java.util.List;

/**
 * Remembers which objects a generation wrote, so that they can be removed without listing, and how
 * far its publication went. Each call returns once it is certain to be remembered.
 */
public interface GenerationLog {
  /** Nobody remembers. */
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

  /** Whether the track has no generation of ours yet. */
  boolean isFirst() throws ProcessingException;

  /** The objects that stood there before us, which become generation 0. */
  void adopt(List<String> keys) throws ProcessingException;

  /** Called before the first name is written that a later try would write again. */
  void willSwitch() throws ProcessingException;
}
