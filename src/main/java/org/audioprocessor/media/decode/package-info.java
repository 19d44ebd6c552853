/** Opens raw files and decodes them. The files are not trusted. */
@NullMarked
package org.audioprocessor.media.decode;

import org.jspecify.annotations.NullMarked;
