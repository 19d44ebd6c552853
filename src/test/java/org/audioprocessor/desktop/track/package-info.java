@NullMarked
package org.audioprocessor.desktop.track;

import org.jspecify.annotations.NullMarked;
