package org.audioprocessor.queue;

/** What statements need to know of the database that they run on. */
record PlatformFacts(OwnTables ownTables, StoredText errorMessages) {
  static final PlatformFacts USUAL =
      new PlatformFacts(OwnTables.BESIDE_THE_PLATFORMS, StoredText.ALL);
}
