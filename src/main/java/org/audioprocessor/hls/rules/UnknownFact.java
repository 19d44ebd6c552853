package org.audioprocessor.hls.rules;

/** Thrown by a rule that needs a fact that was not determined; the message names the fact. */
final class UnknownFact extends Exception {
  UnknownFact(String sentence) {
    super(sentence);
  }
}
