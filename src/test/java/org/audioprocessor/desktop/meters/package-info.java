@NullMarked
package org.audioprocessor.desktop.meters;

import org.jspecify.annotations.NullMarked;
