@NullMarked
package org.audioprocessor.desktop.queue;

import org.jspecify.annotations.NullMarked;
