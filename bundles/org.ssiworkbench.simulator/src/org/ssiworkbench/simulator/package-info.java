/**
 * Many nodes in virtual time, with faults; the same seed gives the same run.
 */
package org.ssiworkbench.simulator;
