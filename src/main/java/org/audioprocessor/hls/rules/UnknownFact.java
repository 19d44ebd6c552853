package org.audioprocessor.hls.rules;

/** A rule asks for something that nobody found out; the message says what. */
final class UnknownFact extends Exception {
  UnknownFact(String sentence) {
    super(sentence);
  }
}
