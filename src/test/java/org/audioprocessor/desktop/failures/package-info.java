@NullMarked
package org.audioprocessor.desktop.failures;

import org.jspecify.annotations.NullMarked;
