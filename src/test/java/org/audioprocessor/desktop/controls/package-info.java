@NullMarked
package org.audioprocessor.desktop.controls;

import org.jspecify.annotations.NullMarked;
