@NullMarked
package org.audioprocessor.desktop;

import org.jspecify.annotations.NullMarked;
