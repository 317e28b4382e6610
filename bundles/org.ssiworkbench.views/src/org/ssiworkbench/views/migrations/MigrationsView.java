package org.ssiworkbench.views.migrations;

import java.util.Optional;
import java.util.Set;

import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.query.GrowingQuery;
import org.ssiworkbench.trace.query.Migration;
import org.ssiworkbench.trace.query.Migrations;
import org.ssiworkbench.trace.view.MigrationFrame;
import org.ssiworkbench.trace.view.MigrationOptions;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.timeline.NodeLanes;
import org.ssiworkbench.views.timeline.OpenTrace;
import org.ssiworkbench.views.timeline.TimeCanvas;
import org.ssiworkbench.views.timeline.TimeView;
import org.ssiworkbench.views.timeline.TraceTable;

/** Processes that move between nodes, the phases of their moves, and the loads beneath on the same axis. */
public final class MigrationsView extends TimeView {
	private static final int[] SHARES = { 65, 35 };
	private static final double MEGABYTE = 1 << 20;

	private TimeCanvas<MigrationFrame> lanes;
	private TraceTable<Migration> table;
	private volatile MigrationOptions options = MigrationOptions.BY_PROCESS;

	@Override
	protected Control createContent(Composite parent) {
		SashForm sash = new SashForm(parent, SWT.VERTICAL);
		lanes = new TimeCanvas<>(sash, Messages.lanesName, model(),
				(trace, viewport, cancel) -> trace.views().migrations(viewport, options(trace), cancel)).withNodeLanes();
		createTable(sash);
		sash.setWeights(SHARES);
		settings().keep(sash);
		settings().keep(table());
		hookMenu(lanes.control());
		hookMenu(table());
		return sash;
	}

	private MigrationOptions options(OpenTrace trace) {
		NodeLanes shown = model().lanes();
		Set<Integer> nodes = shown.hidden().isEmpty() ? Set.of() : Set.copyOf(shown.of(trace.views().nodes()));
		return new MigrationOptions(options.byNode(), options.movedOnly(), options.loads(), nodes);
	}

	private void createTable(Composite parent) {
		table = new TraceTable<>(parent, model(), GrowingQuery.of(Migrations::new), EventKind.MIGRATE_BEGIN, Migration::begin);
		table.column(Messages.time, 20, SWT.LEFT, move -> model().format().full(move.begin()))
				.column(Messages.process, 9, SWT.RIGHT, move -> String.valueOf(move.pid()))
				.column(Messages.command, 14, SWT.LEFT, Migration::command)
				.column(Messages.from, 6, SWT.RIGHT, move -> String.valueOf(move.from()))
				.column(Messages.to, 6, SWT.RIGHT, move -> String.valueOf(move.to()))
				.column(Messages.reason, 10, SWT.LEFT, Migration::reason)
				.column(Messages.bytes, 10, SWT.RIGHT, move -> String.format("%.1f MB", move.bytes() / MEGABYTE)) //$NON-NLS-1$
				.column(Messages.down, 16, SWT.RIGHT, move -> duration(move.down()))
				.column(Messages.total, 16, SWT.RIGHT, move -> duration(move.end() == Migration.UNKNOWN ? Migration.UNKNOWN : move.end() - move.begin()))
				.column(Messages.outcome, 40, SWT.LEFT, Migration::outcome);
	}

	private static String duration(long nanos) {
		return nanos == Migration.UNKNOWN ? "" : TimeFormat.duration(nanos); //$NON-NLS-1$
	}

	@Override
	protected Optional<TimeCanvas<?>> picture() {
		return Optional.of(lanes);
	}

	@Override
	protected void fillToolBar(IToolBarManager bar) {
		bar.add(remembered("byNode", Messages.byNode, Messages.byNodeTip, Icons.CLUSTER,
				on -> choose(new MigrationOptions(on, options.movedOnly(), options.loads(), options.nodes()))));
		bar.add(remembered("movedOnly", Messages.movedOnly, Messages.movedOnlyTip, Icons.MIGRATION,
				on -> choose(new MigrationOptions(options.byNode(), on, options.loads(), options.nodes()))));
		super.fillToolBar(bar);
	}

	private void choose(MigrationOptions chosen) {
		options = chosen;
		lanes.invalidate();
	}

	/** The table of migrations. */
	public Table table() {
		return table.table();
	}

	/** How many migrations there are, of which the table shows those that it has room for. */
	public int migrations() {
		return table.size();
	}

	/** The lanes. */
	public TimeCanvas<MigrationFrame> lanes() {
		return lanes;
	}
}
