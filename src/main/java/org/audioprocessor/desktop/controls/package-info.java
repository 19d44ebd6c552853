/** What every screen is made of: words, icons, controls, and what a screen is. */
@NullMarked
package org.audioprocessor.desktop.controls;

import org.jspecify.annotations.NullMarked;
