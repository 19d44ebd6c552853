package org.audioprocessor.hls;

/** A rule asks for something that nobody found out; the message says what. */
final class UnknownFact extends Exception {
  UnknownFact(String sentence) {
    super(sentence);
  }
}
