/** The building blocks of all screens: texts, icons, controls, the screen interface. */
@NullMarked
package org.audioprocessor.desktop.controls;

import org.jspecify.annotations.NullMarked;
