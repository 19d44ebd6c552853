package org.audioprocessor.desktop.meters;

/** The source of the meters. */
enum MeterSubject {
  HEARD,
  PROCESSED
}
