package org.ssiworkbench.views.state;

import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.IElementComparer;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.TreeViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.state.ClusterState;
import org.ssiworkbench.trace.state.StateChange;
import org.ssiworkbench.trace.state.StateDifference;
import org.ssiworkbench.views.internal.UiRefresh;
import org.ssiworkbench.views.timeline.OpenTrace;
import org.ssiworkbench.views.timeline.Selections;
import org.ssiworkbench.views.timeline.TimeModel;
import org.ssiworkbench.views.timeline.TimeModel.Change;
import org.ssiworkbench.views.timeline.TimeView;

/** The cluster's state at the replay clock as a tree; what changed since the clock stood elsewhere is set in bold. */
public final class StateView extends TimeView {
	private static final int NAME_WIDTH = 240;
	private static final int VALUE_WIDTH = 320;

	private CLabel time;
	private TreeViewer tree;
	private UiRefresh refresh;
	private Job seeking;
	private volatile ClusterState before;
	private volatile Found found;
	private Found shown;

	/** What happened while another view lay over this one is looked for when it comes to light. */
	private final IPartListener2 light = new IPartListener2() {
		@Override
		public void partVisible(IWorkbenchPartReference part) {
			if (part.getPart(false) == StateView.this)
				seek();
		}
	};

	/** The state at a time, and what changed since another one. */
	private record Found(long time, StateChange change) {
	}

	@Override
	protected Control createContent(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(area);
		time = line(area);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(time);
		tree = new TreeViewer(area, SWT.FULL_SELECTION | SWT.H_SCROLL | SWT.V_SCROLL);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(tree.getTree());
		tree.getTree().setHeaderVisible(true);
		tree.setContentProvider(new Content());
		tree.setUseHashlookup(true);
		tree.setComparer(new ByPlace());
		column(Messages.name, NAME_WIDTH, true);
		column(Messages.value, VALUE_WIDTH, false);
		refresh = new UiRefresh(tree.getControl(), this::show);
		for (TreeColumn made : tree.getTree().getColumns())
			keepWidth(made);
		hookMenu(tree.getControl());
		getSite().getPage().addPartListener(light);
		tree.getTree().addDisposeListener(event -> getSite().getPage().removePartListener(light));
		return area;
	}

	private void column(String title, int width, boolean name) {
		TreeViewerColumn column = new TreeViewerColumn(tree, SWT.LEFT);
		column.getColumn().setText(title);
		column.getColumn().setWidth(width);
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				StateChange change = ((Place) element).change();
				return name ? change.name() : value(change);
			}

			@Override
			public Font getFont(Object element) {
				return ((Place) element).change().changed() ? JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT)
						: null;
			}
		});
	}

	private void keepWidth(TreeColumn column) {
		String kept = settings().text(column.getText());
		if (kept.matches("\\d{1,5}")) //$NON-NLS-1$
			column.setWidth(Integer.parseInt(kept));
		column.addListener(SWT.Resize, event -> settings().set(column.getText(), String.valueOf(column.getWidth())));
	}

	@Override
	protected boolean canAskWhy() {
		return selectedEvents() != null || super.canAskWhy();
	}

	/** The filter for the events of what is selected in the tree; null if there are none. */
	private Filter selectedEvents() {
		return tree.getStructuredSelection().getFirstElement() instanceof Place place ? StateEvents.filter(place.path()) : null;
	}

	/** Of what is selected in the tree, the last event that made it so; else as in all views. */
	@Override
	protected void why() {
		OpenTrace trace = model().trace();
		Filter made = selectedEvents();
		if (made == null || trace == null) {
			super.why();
			return;
		}
		int before = trace.index().rowAt(shownTime() + 1) - 1;
		Display display = tree.getControl().getDisplay();
		Job.createSystem(Messages.seekJob, (ICoreRunnable) monitor -> {
			int row = made.search(trace.index(), monitor::isCanceled).previous(before);
			display.asyncExec(() -> {
				if (row >= 0 && model().trace() == trace) {
					new Selections(model()).event(row);
					super.why();
				}
			});
		}).schedule();
	}

	private static String value(StateChange change) {
		if (change.before() == null && change.after() == null)
			return ""; // only its parts have values
		String now = change.after() == null ? Messages.gone : change.after();
		boolean other = change.before() != null && !change.before().equals(change.after());
		return other && !change.before().isEmpty() ? change.before() + " \u2192 " + now : now; //$NON-NLS-1$
	}

	@Override
	protected void changed(Change change) {
		switch (change) {
		case TRACE -> {
			before = null;
			seek();
		}
		case INSTANT, EVENTS -> seek();
		case WINDOW, SELECTION, FORMAT, BOOKMARKS, LANES -> {
			// the state is of the clock alone
		}
		}
	}

	/** The newest wish counts: what is looked for while the clock moves on is given up. */
	private void seek() {
		OpenTrace trace = model().trace();
		if (trace == null || !getSite().getPage().isPartVisible(this))
			return;
		long instant = model().instant();
		if (seeking != null)
			seeking.cancel();
		seeking = Job.createSystem(Messages.seekJob, (ICoreRunnable) monitor -> {
			ClusterState now = trace.history().at(instant);
			if (monitor.isCanceled())
				return;
			found = new Found(instant, StateDifference.between(before == null ? now : before, now));
			before = now;
			refresh.request();
		});
		seeking.schedule();
	}

	private void show() {
		shown = found;
		if (tree.getInput() == null)
			tree.setInput(this);
		else
			tree.refresh();
		if (Arrays.stream(tree.getTree().getItems()).noneMatch(TreeItem::getExpanded))
			tree.expandToLevel(2);
		time.setText(model().format().full(shown.time()));
	}

	/** The tree. */
	public Tree tree() {
		return tree.getTree();
	}

	/** The time of the state that is shown, ns of the cluster's clock. */
	public long shownTime() {
		return shown == null ? Long.MIN_VALUE : shown.time();
	}

	/** Something in the tree, known again by the names on the way to it. */
	private record Place(Place parent, StateChange change) {
		private String path() {
			return parent == null ? change.name() : parent.path() + '/' + change.name();
		}
	}

	private static final class ByPlace implements IElementComparer {
		@Override
		public boolean equals(Object one, Object other) {
			return one instanceof Place a && other instanceof Place b ? a.path().equals(b.path()) : one.equals(other);
		}

		@Override
		public int hashCode(Object element) {
			return element instanceof Place place ? place.path().hashCode() : element.hashCode();
		}
	}

	private final class Content implements ITreeContentProvider {
		@Override
		public Object[] getElements(Object input) {
			return getChildren(new Place(null, shown.change()));
		}

		@Override
		public Object[] getChildren(Object parent) {
			Place place = (Place) parent;
			List<StateChange> children = place.change() == null ? List.of() : place.change().children();
			return children.stream().map(child -> new Place(place, child)).toArray();
		}

		@Override
		public Object getParent(Object element) {
			return ((Place) element).parent();
		}

		@Override
		public boolean hasChildren(Object element) {
			return !((Place) element).change().children().isEmpty();
		}
	}
}
