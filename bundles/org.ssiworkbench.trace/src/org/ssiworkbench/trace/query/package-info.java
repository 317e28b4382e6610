/** Answers from a whole trace: its messages, its membership history, and whether it is sound. */
package org.ssiworkbench.trace.query;
