@NullMarked
package org.audioprocessor.desktop.work;

import org.jspecify.annotations.NullMarked;
