package org.ssiworkbench.views.membership;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessionListener;
import org.ssiworkbench.debug.session.Replies;
import org.ssiworkbench.views.internal.ClusterTime;
import org.ssiworkbench.views.internal.CurrentSession;
import org.ssiworkbench.views.internal.StateMarks;
import org.ssiworkbench.views.internal.UiRefresh;

/** The current cluster's transitions with their causes, newest last. */
public final class MembershipView extends ViewPart {
	private static final int CELL_MARGIN = 14;

	private TableViewer table;
	private StateMarks marks;
	private UiRefresh refresh;
	private CurrentSession current;
	private ClusterSession followed;
	private final AtomicBoolean asking = new AtomicBoolean();
	private final AtomicBoolean stale = new AtomicBoolean();
	private volatile List<TransitionInfo> history = List.of();

	private final ClusterSessionListener cluster = new ClusterSessionListener() {
		@Override
		public void transition(ClusterSession session, TransitionInfo transition) {
			ask(session);
		}

		@Override
		public void ended(ClusterSession session, String reason) {
			refresh.request();
		}
	};

	@Override
	public void createPartControl(Composite parent) {
		table = new TableViewer(parent, SWT.MULTI | SWT.FULL_SELECTION | SWT.H_SCROLL | SWT.V_SCROLL);
		table.getTable().setHeaderVisible(true);
		table.setContentProvider(ArrayContentProvider.getInstance());
		marks = new StateMarks(parent.getDisplay(), table::refresh);
		column(Messages.time, 19, SWT.RIGHT, transition -> ClusterTime.full(transition.time()), null);
		column(Messages.transition, 11, SWT.RIGHT, transition -> String.valueOf(transition.transid()), null);
		column(Messages.node, 14, SWT.LEFT, this::node, null);
		column(Messages.from, 15, SWT.LEFT, TransitionInfo::from, TransitionInfo::from);
		column(Messages.to, 15, SWT.LEFT, TransitionInfo::to, TransitionInfo::to);
		column(Messages.seenBy, 12, SWT.LEFT, MembershipView::seenBy, null);
		column(Messages.cause, 50, SWT.LEFT, TransitionInfo::cause, null);
		refresh = new UiRefresh(table.getControl(), this::show);
		current = new CurrentSession(getSite(), this::follow);
		show();
	}

	private void column(String title, int characters, int alignment, Function<TransitionInfo, String> text,
			Function<TransitionInfo, String> state) {
		TableViewerColumn column = new TableViewerColumn(table, alignment);
		column.getColumn().setText(title);
		GC gc = new GC(table.getControl());
		column.getColumn().setWidth((int) gc.getFontMetrics().getAverageCharacterWidth() * characters + CELL_MARGIN);
		gc.dispose();
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				return text.apply((TransitionInfo) element);
			}

			@Override
			public Image getImage(Object element) {
				return state == null ? null : marks.of(state.apply((TransitionInfo) element));
			}
		});
	}

	private String node(TransitionInfo transition) {
		String name = followed.status().nodes().stream().filter(node -> node.number() == transition.node())
				.map(NodeStatus::name).findFirst().orElse(""); //$NON-NLS-1$
		return transition.node() + " " + name; //$NON-NLS-1$
	}

	private static String seenBy(TransitionInfo transition) {
		return transition.seenBy().stream().map(String::valueOf).collect(Collectors.joining(" ")); //$NON-NLS-1$
	}

	private void follow(ClusterSession session) {
		if (followed != null)
			followed.removeListener(cluster);
		followed = session;
		history = List.of();
		session.addListener(cluster);
		ask(session);
		refresh.request();
	}

	/** Asks for the whole history: who has seen a transition changes after it was told. One question at a time. */
	private void ask(ClusterSession session) {
		stale.set(true);
		if (!asking.compareAndSet(false, true))
			return;
		stale.set(false);
		session.history().whenComplete((answer, fault) -> {
			asking.set(false);
			if (fault != null) {
				ILog.of(MembershipView.class).info("The history is not shown: " + Replies.sentence(fault)); //$NON-NLS-1$
				return;
			}
			history = answer;
			refresh.request();
			if (stale.get())
				ask(session);
		});
	}

	private void show() {
		setContentDescription(followed == null ? Messages.empty : followed.info().name());
		List<TransitionInfo> now = history;
		if (now.equals(table.getInput()))
			return;
		table.setInput(now);
		if (!now.isEmpty())
			table.reveal(now.getLast());
	}

	@Override
	public void setFocus() {
		table.getControl().setFocus();
	}

	@Override
	public void dispose() {
		current.dispose();
		marks.dispose();
		if (followed != null)
			followed.removeListener(cluster);
		super.dispose();
	}
}
