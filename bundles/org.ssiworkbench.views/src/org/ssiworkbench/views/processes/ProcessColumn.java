package org.ssiworkbench.views.processes;

import java.util.Comparator;
import java.util.function.Function;

import org.eclipse.swt.SWT;
import org.ssiworkbench.controller.protocol.ControllerService.ProcessStatus;

/** What the Processes view tells of a process. */
public enum ProcessColumn {
	PID(Messages.pid, 9, SWT.RIGHT, ProcessStatus::pid, String::valueOf),
	NODE(Messages.node, 5, SWT.RIGHT, ProcessStatus::node, String::valueOf),
	ORIGIN(Messages.origin, 6, SWT.RIGHT, ProcessStatus::origin, String::valueOf),
	COMMAND(Messages.command, 34, SWT.LEFT, ProcessColumn::words, Function.identity()),
	STATE(Messages.state, 9, SWT.LEFT, ProcessStatus::state, ProcessColumn::state),
	CPU(Messages.cpu, 9, SWT.RIGHT, process -> process.user() + process.system(), ProcessColumn::seconds),
	MEMORY(Messages.memory, 9, SWT.RIGHT, ProcessStatus::memory, ProcessColumn::megabytes),
	PINNED(Messages.pinned, 7, SWT.LEFT, ProcessStatus::pinned, pinned -> pinned ? Messages.yes : ""), //$NON-NLS-1$
	PARENT(Messages.parent, 8, SWT.RIGHT, ProcessStatus::parent, String::valueOf),
	GROUP(Messages.group, 8, SWT.RIGHT, ProcessStatus::group, String::valueOf),
	SESSION(Messages.session, 8, SWT.RIGHT, ProcessStatus::session, String::valueOf),
	TERMINAL(Messages.terminal, 9, SWT.LEFT, ProcessStatus::terminal, Function.identity()),
	USER(Messages.user, 6, SWT.LEFT, ProcessStatus::uid, String::valueOf);

	private final String title;
	private final int characters;
	private final int alignment;
	private final Function<ProcessStatus, String> text;
	private final Comparator<ProcessStatus> order;

	<T extends Comparable<T>> ProcessColumn(String title, int characters, int alignment, Function<ProcessStatus, T> value,
			Function<T, String> text) {
		this.title = title;
		this.characters = characters;
		this.alignment = alignment;
		this.text = value.andThen(text);
		this.order = Comparator.comparing(value);
	}

	String text(ProcessStatus process) {
		return text.apply(process);
	}

	/** Ascending, and by pid where it says nothing. */
	Comparator<ProcessStatus> order() {
		return order.thenComparing(ProcessStatus::pid);
	}

	/** The column's heading. */
	String title() {
		return title;
	}

	/** Width in average characters. */
	int characters() {
		return characters;
	}

	int alignment() {
		return alignment;
	}

	/** The whole command line where it is known. */
	private static String words(ProcessStatus process) {
		return process.arguments().isBlank() ? process.command() : process.arguments();
	}

	private static String state(String letter) {
		return switch (letter) {
		case "R" -> Messages.running; //$NON-NLS-1$
		case "S" -> Messages.sleeping; //$NON-NLS-1$
		case "D" -> Messages.waiting; //$NON-NLS-1$
		case "T" -> Messages.stopped; //$NON-NLS-1$
		case "Z" -> Messages.ended; //$NON-NLS-1$
		default -> letter;
		};
	}

	private static String seconds(long nanos) {
		long hundredths = nanos / 10_000_000;
		return String.format("%d:%02d.%02d", hundredths / 6000, hundredths / 100 % 60, hundredths % 100); //$NON-NLS-1$
	}

	private static String megabytes(long bytes) {
		return String.format("%.1f MB", bytes / 1048576.0); //$NON-NLS-1$
	}
}
