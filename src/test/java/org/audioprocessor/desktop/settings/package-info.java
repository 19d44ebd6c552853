@NullMarked
package org.audioprocessor.desktop.settings;

import org.jspecify.annotations.NullMarked;
