package org.ssiworkbench.views.membership;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.query.GrowingQuery;
import org.ssiworkbench.trace.query.Membership;
import org.ssiworkbench.trace.query.MembershipChange;
import org.ssiworkbench.trace.view.MatrixFrame;
import org.ssiworkbench.trace.view.MembershipFrame;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.StateMarks;
import org.ssiworkbench.views.timeline.NodeLanes;
import org.ssiworkbench.views.timeline.TimeCanvas;
import org.ssiworkbench.views.timeline.TimeModel.Change;
import org.ssiworkbench.views.timeline.TimeView;
import org.ssiworkbench.views.timeline.TraceTable;

/** The states of the nodes over time, what each believed of the others, and the transitions with their causes. */
public final class MembershipView extends TimeView {
	private static final int[] SHARES = { 55, 45 };

	private StackLayout pictures;
	private Composite pictureArea;
	private TimeCanvas<MembershipFrame> bars;
	private TimeCanvas<MatrixFrame> matrix;
	private TraceTable<MembershipChange> table;
	private Action beliefsAction;
	private Action matrixAction;
	private volatile boolean expanded;
	private volatile long instant;

	@Override
	protected Control createContent(Composite parent) {
		SashForm sash = new SashForm(parent, SWT.VERTICAL);
		pictureArea = new Composite(sash, SWT.NONE);
		pictures = new StackLayout();
		pictureArea.setLayout(pictures);
		bars = new TimeCanvas<>(pictureArea, Messages.barsName, model(), (trace, viewport, cancel) -> shown(trace.views().membership(
				viewport, expanded ? Set.copyOf(trace.index().nodes()) : Set.of(), cancel))).withNodeLanes();
		matrix = new TimeCanvas<>(pictureArea, Messages.matrixName, model(),
				(trace, viewport, cancel) -> trace.views().matrix(viewport, instant));
		pictures.topControl = bars.control();
		createTable(sash);
		sash.setWeights(SHARES);
		settings().keep(sash);
		settings().keep(table());
		hookMenu(bars.control());
		hookMenu(matrix.control());
		hookMenu(table());
		return sash;
	}

	/** The bars of the nodes that have lanes, in their order; those of what others believed stay beneath their node's. */
	private MembershipFrame shown(MembershipFrame frame) {
		NodeLanes lanes = model().lanes();
		if (!lanes.isChanged())
			return frame;
		List<Integer> order = lanes.of(frame.rows().stream().map(MembershipFrame.Row::node).distinct().toList());
		List<MembershipFrame.Row> rows = frame.rows().stream().filter(row -> order.contains(row.node()))
				.sorted(Comparator.comparingInt(row -> order.indexOf(row.node()))).toList();
		return new MembershipFrame(frame.viewport(), rows, frame.masters());
	}

	private void createTable(Composite parent) {
		StateMarks marks = new StateMarks(parent.getDisplay(), () -> table.refresh());
		table = new TraceTable<>(parent, model(), GrowingQuery.of(Membership::new), EventKind.CLMS_TRANSITION, MembershipChange::time);
		table.column(Messages.time, 20, SWT.LEFT, transition -> model().format().full(transition.time()))
				.column(Messages.transition, 12, SWT.RIGHT, transition -> String.valueOf(transition.transid()))
				.column(Messages.node, 6, SWT.RIGHT, transition -> String.valueOf(transition.node()))
				.column(Messages.from, 15, SWT.LEFT, MembershipChange::from, transition -> marks.of(transition.from()))
				.column(Messages.to, 15, SWT.LEFT, MembershipChange::to, transition -> marks.of(transition.to()))
				.column(Messages.seenBy, 12, SWT.LEFT,
						transition -> transition.seenBy().stream().map(String::valueOf).collect(Collectors.joining(" "))) //$NON-NLS-1$
				.column(Messages.cause, 40, SWT.LEFT, MembershipChange::cause);
		table().addDisposeListener(event -> marks.dispose());
	}

	@Override
	protected Optional<TimeCanvas<?>> picture() {
		return Optional.of(pictures.topControl == matrix.control() ? matrix : bars);
	}

	@Override
	protected void fillToolBar(IToolBarManager bar) {
		beliefsAction = remembered("beliefs", Messages.beliefs, Messages.beliefsTip, Icons.EXPAND, this::chooseBeliefs); //$NON-NLS-1$
		bar.add(beliefsAction);
		matrixAction = remembered("matrix", Messages.matrix, Messages.matrixTip, Icons.MATRIX, this::chooseMatrix); //$NON-NLS-1$
		bar.add(matrixAction);
		super.fillToolBar(bar);
	}

	private void chooseBeliefs(boolean on) {
		expanded = on;
		bars.invalidate();
	}

	private void chooseMatrix(boolean on) {
		pictures.topControl = on ? matrix.control() : bars.control();
		pictureArea.layout();
		matrix.invalidate();
	}

	@Override
	protected void changed(Change change) {
		if (instant == model().instant())
			return;
		instant = model().instant();
		if (pictures.topControl == matrix.control())
			matrix.invalidate();
	}

	/** The table of transitions. */
	public Table table() {
		return table.table();
	}

	/** How many transitions there are, of which the table shows those that it has room for. */
	public int transitions() {
		return table.size();
	}

	/** Shows the matrix instead of the bars, or no longer. */
	public void showMatrix(boolean on) {
		matrixAction.setChecked(on);
		chooseMatrix(on);
	}

	/** Shows beneath each bar what each node believed, or no longer. */
	public void showBeliefs(boolean on) {
		beliefsAction.setChecked(on);
		chooseBeliefs(on);
	}

	/** The matrix. */
	public TimeCanvas<MatrixFrame> matrix() {
		return matrix;
	}

	/** The bars. */
	public TimeCanvas<MembershipFrame> bars() {
		return bars;
	}
}
