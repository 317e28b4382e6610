/**
 * Random faults over seeds, with the invariants of membership and interconnect checked all the time.
 */
package org.ssiworkbench.simulator.campaign;
