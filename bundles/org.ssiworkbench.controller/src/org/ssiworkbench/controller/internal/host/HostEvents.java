package org.ssiworkbench.controller.internal.host;

import java.util.List;
import java.util.SortedMap;

import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.control.StatusText;

/** What a host tells the controller, on the loop's thread. */
public interface HostEvents {

	/** A machine's life: {@code pid} is 0 where there is none, {@code detail} says why it ended, else empty. */
	void machine(int node, MachineState state, long pid, String detail);

	/** A node's own view changed. */
	void status(StatusText status);

	/** A node recorded a transition. */
	void transition(int node, Transition transition);

	/** The past was gone to: these, by node, are the transitions that there are, in place of all told before. */
	void rewound(SortedMap<Integer, List<Transition>> transitions);

	/** A node wrote to its console. */
	void console(int node, byte[] data);

	/** A command wrote to its output (1) or error (2) stream. */
	void execOutput(int exec, int stream, byte[] data);

	/** A command ended; {@code status} as a shell reports it. */
	void execExit(int exec, int status);

	/** A line for people. {@code level} is info, warning or error. */
	void message(String level, String text);

	/** The run has reached its end, as was asked for when it was started. */
	void finished();
}
