package org.ssiworkbench.views.keepalive;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.ssiworkbench.controller.protocol.ControllerService.KeptStatus;

/** What the Keepalive view tells of a process. */
enum KeptColumn {
	SLOT(Messages.slot, 5, SWT.RIGHT, KeptStatus::slot, kept -> String.valueOf(kept.info().slot())),
	STATE(Messages.state, 10, SWT.LEFT, KeptStatus::state, kept -> kept.info().state()),
	PID(Messages.pid, 9, SWT.RIGHT, KeptStatus::pid, kept -> number(kept.info().pid())),
	NODE(Messages.node, 5, SWT.RIGHT, KeptStatus::node, kept -> number(kept.info().node())),
	DEATHS(Messages.deaths, 9, SWT.RIGHT, KeptStatus::deaths,
			kept -> NLS.bind(Messages.deathsOf, kept.info().deaths(), kept.info().errorLimit())),
	LAST_DEATH(Messages.lastDeath, 13, SWT.RIGHT, KeptStatus::lastDeath, kept -> ago(kept, kept.info().lastDeath())),
	NEXT_START(Messages.nextStart, 13, SWT.RIGHT, KeptStatus::nextStart, kept -> soon(kept, kept.info().nextStart())),
	LAST_START(Messages.lastStart, 13, SWT.RIGHT, KeptStatus::lastStart, kept -> ago(kept, kept.info().lastStart())),
	COMMAND(Messages.command, 34, SWT.LEFT, KeptStatus::command, kept -> kept.info().command()),
	GROUP(Messages.group, 10, SWT.LEFT, KeptStatus::group, kept -> kept.info().group()),
	CRITICAL(Messages.critical, 7, SWT.LEFT, KeptStatus::critical, kept -> yes(kept.info().critical())),
	NODES(Messages.nodes, 9, SWT.LEFT, KeptColumn::nodes, kept -> nodes(kept.info())),
	PLACEMENT(Messages.placement, 12, SWT.LEFT, KeptStatus::placement, kept -> kept.info().placement()),
	PINNED(Messages.pinned, 7, SWT.LEFT, KeptStatus::pinned, kept -> yes(kept.info().pinned())),
	USER(Messages.user, 6, SWT.RIGHT, KeptStatus::uid, kept -> String.valueOf(kept.info().uid()));

	private static final double SECOND = 1e9;

	private final String title;
	private final int characters;
	private final int alignment;
	private final Function<Kept, String> text;
	private final Comparator<Kept> order;

	<T extends Comparable<T>> KeptColumn(String title, int characters, int alignment, Function<KeptStatus, T> value,
			Function<Kept, String> text) {
		this.title = title;
		this.characters = characters;
		this.alignment = alignment;
		this.text = text;
		order = Comparator.comparing(kept -> value.apply(kept.info()));
	}

	String text(Kept kept) {
		return text.apply(kept);
	}

	/** Ascending, and by slot where it says nothing. */
	Comparator<Kept> order() {
		return order.thenComparing(kept -> kept.info().slot());
	}

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

	private static String number(int value) {
		return value == 0 ? "" : String.valueOf(value); //$NON-NLS-1$
	}

	private static String yes(boolean value) {
		return value ? Messages.yes : ""; //$NON-NLS-1$
	}

	private static String ago(Kept kept, long time) {
		return time == 0 ? "" : NLS.bind(Messages.ago, seconds(kept.now() - time)); //$NON-NLS-1$
	}

	private static String soon(Kept kept, long time) {
		return time == 0 ? "" : NLS.bind(Messages.soon, seconds(time - kept.now())); //$NON-NLS-1$
	}

	private static String seconds(long nanos) {
		return String.format("%.1f", Math.max(0, nanos) / SECOND); //$NON-NLS-1$
	}

	/** The favored node first. */
	private static String nodes(KeptStatus kept) {
		List<Integer> allowed = Stream.concat(Stream.of(kept.favored()).filter(node -> node != 0), kept.backups().stream()).toList();
		return allowed.isEmpty() ? Messages.any : allowed.stream().map(String::valueOf).collect(Collectors.joining(", ")); //$NON-NLS-1$
	}
}
