package org.ssiworkbench.views.timeline;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.ssiworkbench.views.internal.EmptyHint;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.RowText;
import org.ssiworkbench.views.internal.TabHeader;
import org.ssiworkbench.views.internal.ViewSettings;

/** A view of the open trace: says what to do when there is none. */
public abstract class TimeView extends ViewPart {
	private static final String PINNED = "pinned"; //$NON-NLS-1$

	private final TimeModel model = TimeModel.forView();
	private ViewSettings settings;
	/** What the view was like when it was there the last time; null if it was not. */
	private IMemento before;
	private Action pin;
	private Composite area;
	private StackLayout stack;
	private Control empty;
	private Control content;
	private final TimeModel.Listener listener = change -> {
		if (change == TimeModel.Change.TRACE) {
			pin.setChecked(model.isPinned());
			choose();
		}
		changed(change);
	};

	@Override
	public void init(IViewSite site, IMemento memento) throws PartInitException {
		super.init(site, memento);
		before = memento;
	}

	/** Other than the common one, the trace of a pinned view is the view's own affair. */
	@Override
	public void saveState(IMemento memento) {
		if (!model.isPinned() || model.trace() == null)
			return;
		memento.putString(PINNED, model.trace().folder().toString());
		model.look().keep(memento::putString);
	}

	@Override
	public final void createPartControl(Composite parent) {
		TraceOpener opener = TraceOpener.start(parent.getDisplay());
		settings = new ViewSettings(getSite().getId());
		area = new Composite(parent, SWT.NONE);
		stack = new StackLayout();
		area.setLayout(stack);
		empty = EmptyHint.noTrace(area, getSite());
		getSite().setSelectionProvider(new EventSelection(model));
		content = createContent(area);
		fillToolBar(getViewSite().getActionBars().getToolBarManager());
		getViewSite().getActionBars().updateActionBars();
		model.addListener(listener);
		area.addDisposeListener(event -> model.dispose());
		TabHeader.keep(parent.getDisplay());
		PlatformUI.getWorkbench().getHelpSystem().setHelp(area, getSite().getId());
		choose();
		if (model.trace() != null)
			changed(TimeModel.Change.TRACE);
		if (before != null && before.getString(PINNED) != null)
			opener.pin(model, Path.of(before.getString(PINNED)), TraceMemory.Look.of(before::getString));
	}

	private void choose() {
		stack.topControl = model.trace() == null ? empty : content;
		area.layout();
	}

	/** What the view shows of which trace. */
	protected final TimeModel model() {
		return model;
	}

	/** Keeps trace, window and clock of its own, or goes with the others. */
	public final void setPinned(boolean on) {
		pin.setChecked(on);
		model.setPinned(on);
	}

	/** What the view looks like, kept. */
	protected final ViewSettings settings() {
		return settings;
	}

	/** What is shown when a trace is open. */
	protected abstract Control createContent(Composite parent);

	/** The canvas whose picture can be saved, if the view has one. */
	protected Optional<TimeCanvas<?>> picture() {
		return Optional.empty();
	}

	/** Something that the views share became different. */
	protected void changed(TimeModel.Change change) {
		// most views leave it to their canvas
	}

	/** The actions that all views of a canvas have; subclasses put their own in front. */
	protected void fillToolBar(IToolBarManager bar) {
		bar.add(action(Messages.fit, Messages.fitTip, Icons.FIT, () -> model.fit()));
		bar.add(action(Messages.why, Messages.whyTip, Icons.WHY, this::why));
		pin = toggle(Messages.pin, Messages.pinTip, Icons.PIN, model::setPinned);
		bar.add(pin);
		fillViewMenu(getViewSite().getActionBars().getMenuManager());
	}

	/** The view's own menu. */
	protected void fillViewMenu(IMenuManager menu) {
		menu.add(action(Messages.another, Messages.anotherTip, Icons.PIN, this::openAnother));
		picture().ifPresent(canvas -> menu
				.add(action(Messages.save, Messages.saveTip, Icons.PICTURE, () -> SavePicture.of(canvas, getSite().getShell()))));
	}

	private void openAnother() {
		try {
			getSite().getPage().showView(getSite().getId(), String.valueOf(System.nanoTime()), IWorkbenchPage.VIEW_ACTIVATE);
		} catch (PartInitException e) {
			ILog.of(getClass()).log(e.getStatus());
		}
	}

	/** Marks what led to what is selected: to the selected event, unless the view knows better. */
	protected void why() {
		new Selections(model).why();
	}

	/** Gives a control of the view the context menu that all time views have. */
	protected final void hookMenu(Control control) {
		MenuManager menu = new MenuManager();
		menu.setRemoveAllWhenShown(true);
		menu.addMenuListener(shown -> fillContextMenu(shown, control));
		control.setMenu(menu.createContextMenu(control));
		getSite().registerContextMenu(menu, getSite().getSelectionProvider());
	}

	private void fillContextMenu(IMenuManager menu, Control control) {
		TimeMenu actions = new TimeMenu(getSite().getShell(), model);
		actions.addWhy(menu, this::why, canAskWhy());
		menu.add(new Separator());
		actions.addBookmarks(menu);
		menu.add(new Separator());
		actions.addZoom(menu);
		picture().filter(canvas -> canvas.control() == control).ifPresent(canvas -> new LaneActions(model, canvas).fill(menu));
		if (control instanceof Table table)
			fillTableMenu(menu, table);
		menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
	}

	/** From one end of the selected message to the other. */
	protected final Action followMessage() {
		return new TimeMenu(getSite().getShell(), model).followMessage();
	}

	/** Whether something is selected that some event led to. */
	protected boolean canAskWhy() {
		return model.row() != TimeModel.NO_ROW;
	}

	/** What can be done with a table. */
	protected void fillTableMenu(IMenuManager menu, Table table) {
		menu.add(new Separator());
		Action copy = action(Messages.copy, Messages.copyTip, Icons.FACT, () -> RowText.copy(table));
		copy.setEnabled(table.getSelectionCount() > 0);
		menu.add(copy);
		menu.add(ViewSettings.columnMenu(table));
	}

	/** For a text that changes often: other than that of a label, its changes do not lay out the whole window anew. */
	protected static CLabel line(Composite parent) {
		return new CLabel(parent, SWT.LEFT);
	}

	/** An action with an icon. */
	protected static Action action(String name, String tip, Icons icon, Runnable run) {
		Action action = new Action(name) {
			@Override
			public void run() {
				run.run();
			}
		};
		action.setImageDescriptor(icon.descriptor());
		action.setToolTipText(tip);
		return action;
	}

	/** An action that is on or off. */
	protected static Action toggle(String name, String tip, Icons icon, Consumer<Boolean> run) {
		Action action = new Action(name, IAction.AS_CHECK_BOX) {
			@Override
			public void run() {
				run.accept(isChecked());
			}
		};
		action.setImageDescriptor(icon.descriptor());
		action.setToolTipText(tip);
		return action;
	}

	/** An action that is on or off, and is the next time as it was the last time. */
	protected final Action remembered(String key, String name, String tip, Icons icon, Consumer<Boolean> run) {
		Action action = toggle(name, tip, icon, on -> {
			settings.set(key, on);
			run.accept(on);
		});
		action.setChecked(settings.isOn(key));
		if (action.isChecked())
			run.accept(true);
		return action;
	}

	@Override
	public void setFocus() {
		if (stack.topControl != null)
			stack.topControl.setFocus();
	}
}
