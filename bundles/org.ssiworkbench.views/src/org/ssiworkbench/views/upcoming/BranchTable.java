package org.ssiworkbench.views.upcoming;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPartSite;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.controller.protocol.DebugService.BranchInfo;
import org.ssiworkbench.controller.protocol.DebugService.BranchList;
import org.ssiworkbench.controller.protocol.DebugService.BranchPair;
import org.ssiworkbench.controller.protocol.DebugService.BranchRef;
import org.ssiworkbench.controller.protocol.DebugService.Comparison;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.views.internal.ClusterTime;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.TableColumns;

/** The branches of a simulated cluster's history: going to one, comparing two. */
public final class BranchTable {
	/** Something to be asked of a cluster. */
	@FunctionalInterface
	interface Request {
		CompletableFuture<?> of(ClusterSession session);
	}

	/** Asks in a job; refusals are shown to the user. */
	@FunctionalInterface
	interface Asker {
		void ask(String title, Request request);
	}

	private final TableViewer viewer;
	private final Text differences;
	private final Asker asker;
	private final Action switchTo = action(Messages.switchTo, Messages.switchToTip, Icons.BRANCH, this::switchTo);
	private final Action compare = action(Messages.compare, Messages.compareTip, Icons.COMPARE, this::compare);
	private String current = ""; //$NON-NLS-1$

	BranchTable(Composite parent, IWorkbenchPartSite site, Asker asker) {
		this.asker = asker;
		SashForm sash = new SashForm(parent, SWT.VERTICAL);
		viewer = new TableViewer(sash, SWT.MULTI | SWT.FULL_SELECTION | SWT.BORDER);
		viewer.setContentProvider(ArrayContentProvider.getInstance());
		viewer.getTable().setHeaderVisible(true);
		TableColumns.add(viewer, Messages.branchColumn, 22, SWT.LEFT, BranchInfo.class, this::name);
		TableColumns.add(viewer, Messages.parentColumn, 14, SWT.LEFT, BranchInfo.class, BranchInfo::parent);
		TableColumns.add(viewer, Messages.stepsColumn, 16, SWT.LEFT, BranchInfo.class, branch -> branch.begin() + " - " + branch.end()); //$NON-NLS-1$
		differences = new Text(sash, SWT.MULTI | SWT.READ_ONLY | SWT.BORDER | SWT.V_SCROLL | SWT.H_SCROLL);
		viewer.addSelectionChangedListener(event -> enable());
		viewer.addDoubleClickListener(event -> {
			if (switchTo.isEnabled())
				switchTo();
		});
		MenuManager menu = new MenuManager();
		actions().forEach(menu::add);
		viewer.getTable().setMenu(menu.createContextMenu(viewer.getTable()));
		enable();
	}

	private static Action action(String text, String tip, Icons icon, Runnable run) {
		Action action = new Action(text, icon.descriptor()) {
			@Override
			public void run() {
				run.run();
			}
		};
		action.setToolTipText(tip);
		return action;
	}

	private String name(BranchInfo branch) {
		return branch.name().equals(current) ? branch.name() + " \u25c0" : branch.name(); //$NON-NLS-1$
	}

	/** Switch to a branch, compare branches. */
	public List<Action> actions() {
		return List.of(switchTo, compare);
	}

	/** Shows the branches that there are; null for none. */
	void show(BranchList all) {
		List<?> selected = viewer.getStructuredSelection().toList();
		current = all == null ? "" : all.current(); //$NON-NLS-1$
		viewer.setInput(all == null ? List.of() : all.branches());
		if (all == null)
			differences.setText(""); //$NON-NLS-1$
		select(all == null ? List.of() : selected.stream().map(branch -> ((BranchInfo) branch).name()).toList());
	}

	/** Selects branches by name. */
	public void select(List<String> names) {
		List<?> all = (List<?>) viewer.getInput();
		viewer.setSelection(new StructuredSelection(
				all.stream().filter(branch -> names.contains(((BranchInfo) branch).name())).toList()));
		enable();
	}

	private List<String> selected() {
		return viewer.getStructuredSelection().stream().map(branch -> ((BranchInfo) branch).name()).toList();
	}

	private void enable() {
		List<String> chosen = selected();
		boolean another = chosen.size() == 1 && !chosen.getFirst().equals(current);
		switchTo.setEnabled(another);
		compare.setEnabled(another || chosen.size() == 2);
	}

	private void switchTo() {
		String name = selected().getFirst();
		asker.ask(Messages.switchTo, session -> session.debug().switchBranch(new BranchRef(name)));
	}

	private void compare() {
		List<String> chosen = selected();
		BranchPair pair = chosen.size() == 2 ? new BranchPair(chosen.get(0), chosen.get(1)) : new BranchPair(current, chosen.get(0));
		asker.ask(Messages.compare, session -> session.debug().compare(pair)
				.thenAccept(found -> differences.getDisplay().asyncExec(() -> show(pair, found))));
	}

	private void show(BranchPair pair, Comparison found) {
		if (differences.isDisposed())
			return;
		StringBuilder text = new StringBuilder(NLS.bind(Messages.common, ClusterTime.full(found.time()), found.common()));
		append(text, pair.first(), found.first());
		append(text, pair.second(), found.second());
		differences.setText(text.toString());
	}

	private static void append(StringBuilder text, String branch, List<TransitionInfo> transitions) {
		text.append('\n').append(NLS.bind(Messages.only, branch));
		for (TransitionInfo each : transitions)
			text.append('\n').append(NLS.bind(Messages.transition,
					new Object[] { ClusterTime.full(each.time()), each.node(), each.from(), each.to(), each.cause() }));
		if (transitions.isEmpty())
			text.append('\n').append(Messages.noTransition);
	}

	/** The table's widget. */
	public Table table() {
		return viewer.getTable();
	}

	/** What the last comparison found. */
	public String differences() {
		return differences.getText();
	}
}
