/** What the steps say about connections that work and about broken ones. */
@NullMarked
package org.audioprocessor.diagnosis;

import org.jspecify.annotations.NullMarked;
