package org.audioprocessor.desktop.meters;

/** What the meters are about. */
enum MeterSubject {
  HEARD,
  PROCESSED
}
