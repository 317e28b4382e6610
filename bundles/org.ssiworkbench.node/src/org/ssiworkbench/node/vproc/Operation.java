package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.List;

/** Operations of the service {@code vproc}; the ordinal is the number on the wire. See {@code docs/processes.md}. */
enum Operation {
	LOCATE, PLACE, LOST, ENDED, STATE, REPORT, HAND_BACK, SIGNAL, SIGNAL_GROUP, CHILD_ENDED, CHILD_STATE, LIST, START, EXECUTE,
	ARRIVED, MIGRATE, PREPARE, RESTORE, GO, DISCARD, TELL, AWAIT;

	/** The operation was done. */
	static final int DONE = 0;
	/** The process does not execute on this node (any more): find it again. */
	static final int NOT_HERE = 1;
	/** This node cannot know yet: ask again, or somebody else. */
	static final int AGAIN = 2;
	/** It cannot be done; the answer has the reason. */
	static final int REFUSED = 3;

	static List<String> names() {
		List<String> names = new ArrayList<>();
		for (Operation operation : values())
			names.add(operation.name().toLowerCase(java.util.Locale.ROOT));
		return names;
	}
}
