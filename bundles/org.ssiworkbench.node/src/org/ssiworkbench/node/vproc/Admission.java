package org.ssiworkbench.node.vproc;

/** Whether a node takes a process in, besides whether it can. */
public interface Admission {
	/** Takes all. */
	Admission ALL = new Admission() {
		@Override
		public long ownLoad() {
			return 0;
		}

		@Override
		public Outcome admit(String reason, long theirLoad) {
			return Outcome.DONE;
		}
	};

	/** The load of this node as told to the target of a move, hundredths of a process. */
	long ownLoad();

	/** Whether a process may come, given why and from how loaded a node. */
	Outcome admit(String reason, long theirLoad);
}
