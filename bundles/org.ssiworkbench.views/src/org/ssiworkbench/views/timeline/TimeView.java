package org.ssiworkbench.views.timeline;

import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.internal.Icons;

/** A view of the open trace: says what to do when there is none. */
public abstract class TimeView extends ViewPart {
	private Composite area;
	private StackLayout stack;
	private Composite empty;
	private Control content;
	private final TimeModel.Listener listener = change -> {
		if (change == TimeModel.Change.TRACE)
			choose();
		changed(change);
	};

	@Override
	public final void createPartControl(Composite parent) {
		TraceOpener.start(parent.getDisplay());
		area = new Composite(parent, SWT.NONE);
		stack = new StackLayout();
		area.setLayout(stack);
		empty = empty(area);
		content = createContent(area);
		fillToolBar(getViewSite().getActionBars().getToolBarManager());
		getViewSite().getActionBars().updateActionBars();
		TimeModel.get().addListener(listener);
		area.addDisposeListener(event -> TimeModel.get().removeListener(listener));
		choose();
	}

	private Composite empty(Composite parent) {
		Composite hint = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(hint);
		Link link = new Link(hint, SWT.WRAP);
		link.setText(Messages.empty);
		link.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> run(event.text)));
		GridDataFactory.fillDefaults().grab(true, false).applyTo(link);
		return hint;
	}

	private void run(String command) {
		try {
			getSite().getService(IHandlerService.class).executeCommand(command, null);
		} catch (CommandException e) {
			ILog.of(Platform.getBundle(Ids.BUNDLE)).error("The command " + command + " failed.", e); //$NON-NLS-1$ //$NON-NLS-2$
		}
	}

	private void choose() {
		stack.topControl = TimeModel.get().trace() == null ? empty : content;
		area.layout();
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
		bar.add(action(Messages.fit, Messages.fitTip, Icons.FIT, () -> TimeModel.get().fit()));
		bar.add(action(Messages.why, Messages.whyTip, Icons.WHY, Selections::why));
		picture().ifPresent(canvas -> getViewSite().getActionBars().getMenuManager()
				.add(action(Messages.save, Messages.saveTip, Icons.PICTURE, () -> SavePicture.of(canvas, getSite().getShell()))));
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

	@Override
	public void setFocus() {
		if (stack.topControl != null)
			stack.topControl.setFocus();
	}
}
