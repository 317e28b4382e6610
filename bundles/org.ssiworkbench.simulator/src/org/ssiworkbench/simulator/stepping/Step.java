package org.ssiworkbench.simulator.stepping;

import org.ssiworkbench.simulator.SimulationEvent.Kind;

/**
 * One step of a history: an event of the simulation, or a command. It leads from {@code position} to the position after it.
 *
 * @param position how many steps came before
 * @param time virtual ns
 * @param node that handled it; 0 when none did
 * @param kind what it was
 * @param peer the sender of a message, the other end of a channel, else 0
 * @param id of the message or timer, else 0
 * @param form of a message: rpc, reply, message or imalive; else empty
 * @param what of a message the service and operation, such as {@code clms.join}; else the first event it recorded, if any
 * @param madeBy position of the step that sent the message or set the timer; -1 if none did
 */
public record Step(long position, long time, int node, Kind kind, int peer, long id, String form, String what, long madeBy) {
	/** Whether the request of an RPC arrived. */
	public boolean isRequest() {
		return form.equals("rpc");
	}
}
