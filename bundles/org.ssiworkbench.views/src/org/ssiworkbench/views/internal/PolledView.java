package org.ssiworkbench.views.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.part.ViewPart;
import org.ssiworkbench.debug.session.ClusterSession;

/**
 * A view of a list that the current cluster is asked for once a second while the view can be seen; without a running
 * cluster, a sentence that says what to do. UI thread only.
 *
 * @param <T> what the list is of
 */
public abstract class PolledView<T> extends ViewPart {
	private Composite area;
	private StackLayout stack;
	private Control empty;
	private Control content;
	private UiRefresh refresh;
	private CurrentSession current;
	private Poll<T> poll;
	private volatile boolean visible = true;

	/** What shows the list. */
	protected abstract Control createContent(Composite parent);

	/** Asks a cluster for the list; on any thread. */
	protected abstract CompletableFuture<List<T>> ask(ClusterSession session);

	/** Shows the list and returns the headline. */
	protected abstract String show(ClusterSession session, List<T> list);

	@Override
	public final void createPartControl(Composite parent) {
		area = new Composite(parent, SWT.NONE);
		stack = new StackLayout();
		area.setLayout(stack);
		empty = EmptyHint.noCluster(area, getSite());
		content = createContent(area);
		refresh = new UiRefresh(area, this::update);
		update();
		current = new CurrentSession(getSite(), this::look);
	}

	/** Has the list shown again. */
	protected final void refresh() {
		refresh.request();
	}

	private void look(ClusterSession session) {
		if (poll != null)
			poll.stop();
		poll = new Poll<>(session, this::ask, () -> visible, refresh::request).start();
		refresh.request();
	}

	private void update() {
		boolean running = poll != null && current.get().isOpen();
		visible = area.isVisible();
		stack.topControl = running ? content : empty;
		area.layout();
		String headline = poll == null ? "" : show(current.get(), poll.answer()); //$NON-NLS-1$
		String stale = poll == null || poll.fault() == null ? "" : NLS.bind(Messages.stale, poll.fault()); //$NON-NLS-1$
		setContentDescription(running ? headline + stale : ""); //$NON-NLS-1$
	}

	@Override
	public void setFocus() {
		area.setFocus();
	}

	@Override
	public void dispose() {
		current.dispose();
		if (poll != null)
			poll.stop();
		super.dispose();
	}
}
