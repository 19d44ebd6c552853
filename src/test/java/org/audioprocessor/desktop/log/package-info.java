@NullMarked
package org.audioprocessor.desktop.log;

import org.jspecify.annotations.NullMarked;
