/** The screen of settings: connections and their test, processing, appearance. */
@NullMarked
package org.audioprocessor.desktop.settings;

import org.jspecify.annotations.NullMarked;
