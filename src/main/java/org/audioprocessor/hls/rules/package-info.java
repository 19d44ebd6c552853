/** The 28 rules that a published track obeys, checked on facts about its files. */
@NullMarked
package org.audioprocessor.hls.rules;

import org.jspecify.annotations.NullMarked;
