package org.audioprocessor.desktop.work;

/** How a person is asked and told. */
public record People(Questions questions, FilePicker files, Notices notices) {}
