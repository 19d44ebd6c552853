/** What is shipped around the program agrees with the program: images, manifests, installers. */
@NullMarked
package org.audioprocessor.packaging;

import org.jspecify.annotations.NullMarked;
