package org.ssiworkbench.debug.gdb;

import java.util.List;

/**
 * Why a kernel stands under gdb.
 *
 * @param reason what it came from
 * @param breakpoints gdb's numbers of the breakpoints that it hit
 * @param text for people
 */
public record KernelStop(Reason reason, List<Integer> breakpoints, String text) {
	/** What a stop came from. */
	public enum Reason {
		/** Somebody asked for it. */
		REQUEST,
		/** A breakpoint. */
		BREAKPOINT,
		/** The end of a step. */
		STEP,
		/** A signal that UML does not use itself, such as that of a panic. */
		SIGNAL
	}

	/** {@code stepping}: a step was under way; of the end of some steps gdb gives no reason. */
	static KernelStop of(MiValue values, boolean stepping) {
		String where = values.get("frame").text("func");
		return switch (values.text("reason")) {
		case "breakpoint-hit" -> new KernelStop(Reason.BREAKPOINT, List.of(values.number("bkptno", 0)), "at the breakpoint in " + where);
		case "end-stepping-range", "function-finished" -> step();
		case "signal-received" -> signal(values.text("signal-name"), where);
		case "" -> stepping ? step() : request();
		default -> request();
		};
	}

	private static KernelStop step() {
		return new KernelStop(Reason.STEP, List.of(), "after a step");
	}

	private static KernelStop request() {
		return new KernelStop(Reason.REQUEST, List.of(), "on request");
	}

	private static KernelStop signal(String name, String where) {
		return switch (name) {
		case "SIGINT", "0" -> request();
		case "SIGABRT" -> new KernelStop(Reason.SIGNAL, List.of(), "by its own end (SIGABRT, as after a panic) in " + where);
		default -> new KernelStop(Reason.SIGNAL, List.of(), "by " + name + " in " + where);
		};
	}

	/** The same with the process that the kernel runs for; empty when that is not known. */
	KernelStop in(String process) {
		return process.isEmpty() ? this : new KernelStop(reason, breakpoints, text + ", " + process);
	}
}
