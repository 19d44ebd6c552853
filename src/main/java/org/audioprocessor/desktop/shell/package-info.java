/** The frame around the screens: navigation, banner, dialogs, theme, single instance. */
@NullMarked
package org.audioprocessor.desktop.shell;

import org.jspecify.annotations.NullMarked;
