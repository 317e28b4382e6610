package org.ssiworkbench.simulator.process;

/** What a simulated program does next. */
sealed interface Step {
	/** Uses a processor for so many ns of CPU time. */
	record Compute(long time) implements Step {
	}

	/** Does nothing for so many ns. */
	record Sleep(long time) implements Step {
	}

	/** Makes a child that runs a program of its own. */
	record Fork(String script) implements Step {
	}

	/** Waits until it has been told the end of all its children. */
	record Wait() implements Step {
	}

	/** Holds so many bytes of memory from now on. */
	record Memory(long bytes) implements Step {
	}

	/** Writes so many bytes of its memory a second from now on, of CPU or any other time. */
	record Dirty(long bytes) implements Step {
	}

	/** From now on it cannot be moved, and does not ignore SIGMIGRATE either. */
	record Hold() implements Step {
	}

	/** Ends. */
	record Exit(int code) implements Step {
	}
}
