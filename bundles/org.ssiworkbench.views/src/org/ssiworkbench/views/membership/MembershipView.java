package org.ssiworkbench.views.membership;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
import org.ssiworkbench.views.timeline.EventSelection;
import org.ssiworkbench.views.timeline.TimeCanvas;
import org.ssiworkbench.views.timeline.TimeModel;
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
	private volatile boolean expanded;
	private volatile long instant;

	@Override
	protected Control createContent(Composite parent) {
		SashForm sash = new SashForm(parent, SWT.VERTICAL);
		pictureArea = new Composite(sash, SWT.NONE);
		pictures = new StackLayout();
		pictureArea.setLayout(pictures);
		bars = new TimeCanvas<>(pictureArea, Messages.barsName, (trace, viewport, cancel) -> trace.views().membership(viewport,
				expanded ? Set.copyOf(trace.index().nodes()) : Set.of(), cancel));
		matrix = new TimeCanvas<>(pictureArea, Messages.matrixName,
				(trace, viewport, cancel) -> trace.views().matrix(viewport, instant));
		pictures.topControl = bars.control();
		createTable(sash);
		sash.setWeights(SHARES);
		getSite().setSelectionProvider(new EventSelection());
		return sash;
	}

	private void createTable(Composite parent) {
		StateMarks marks = new StateMarks(parent.getDisplay(), () -> table.viewer().refresh());
		table = new TraceTable<>(parent, MembershipChange.class, GrowingQuery.of(Membership::new), EventKind.CLMS_TRANSITION, MembershipChange::time);
		table.column(Messages.time, 20, SWT.LEFT, transition -> TimeModel.get().format().full(transition.time()))
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
		bar.add(toggle(Messages.beliefs, Messages.beliefsTip, Icons.EXPAND, on -> {
			expanded = on;
			bars.invalidate();
		}));
		bar.add(toggle(Messages.matrix, Messages.matrixTip, Icons.MATRIX, on -> {
			pictures.topControl = on ? matrix.control() : bars.control();
			pictureArea.layout();
			matrix.invalidate();
		}));
		super.fillToolBar(bar);
	}

	@Override
	protected void changed(Change change) {
		if (change != Change.INSTANT)
			return;
		instant = TimeModel.get().instant();
		if (pictures.topControl == matrix.control())
			matrix.invalidate();
	}

	/** The table of transitions. */
	public Table table() {
		return table.viewer().getTable();
	}

	/** The bars. */
	public TimeCanvas<MembershipFrame> bars() {
		return bars;
	}
}
