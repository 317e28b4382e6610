package org.ssiworkbench.views.editor;

import java.nio.file.Path;
import java.util.stream.Collectors;

import org.eclipse.core.filesystem.URIUtil;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IURIEditorInput;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.part.EditorPart;
import org.ssiworkbench.trace.TraceProblem;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.OverviewFrame;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.timeline.OpenTrace;
import org.ssiworkbench.views.timeline.TimeCanvas;
import org.ssiworkbench.views.timeline.TimeModel;
import org.ssiworkbench.views.timeline.TraceBookmarks;
import org.ssiworkbench.views.timeline.TraceOpener;

/** Opens a trace by its {@code metadata} file: shows what it is and what of it cannot be read, and opens it in the time views. */
public final class TraceEditor extends EditorPart implements IGotoMarker {
	private final TimeModel.Listener listener = this::changed;
	private Path folder;
	private Text facts;
	private Text problems;
	private IMarker pending;

	@Override
	public void init(IEditorSite site, IEditorInput input) throws PartInitException {
		if (!(input instanceof IURIEditorInput file))
			throw new PartInitException(Messages.noFile);
		setSite(site);
		setInput(input);
		folder = URIUtil.toPath(file.getURI()).toPath().getParent();
		setPartName(folder.getFileName().toString());
	}

	@Override
	public void createPartControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().margins(10, 10).spacing(5, 8).applyTo(area);
		facts = readOnly(area, SWT.MULTI | SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(facts);
		Link views = new Link(area, SWT.NONE);
		views.setText(Messages.showViews);
		views.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> showViews()));
		TimeCanvas<OverviewFrame> overview = new TimeCanvas<>(area, Messages.overviewName, TimeModel.get(),
				(trace, viewport, cancel) -> trace.views().overview(viewport, cancel));
		GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 110).applyTo(overview.control());
		Label heading = new Label(area, SWT.NONE);
		heading.setText(Messages.problems);
		problems = readOnly(area, SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(problems);
		TimeModel.get().addListener(listener);
		area.addDisposeListener(event -> TimeModel.get().removeListener(listener));
		TraceOpener.start(parent.getDisplay()).open(folder);
		show();
	}

	private static Text readOnly(Composite parent, int style) {
		Text text = new Text(parent, SWT.READ_ONLY | style);
		text.setBackground(parent.getBackground());
		return text;
	}

	/** A bookmark in the Bookmarks view was opened. */
	@Override
	public void gotoMarker(IMarker marker) {
		if (TimeModel.get().trace() != null && TimeModel.get().trace().folder().equals(folder)) {
			TimeModel.get().setInstant(TraceBookmarks.time(marker));
			TimeModel.get().reveal(TimeModel.get().instant());
		} else
			pending = marker;
	}

	private void showViews() {
		try {
			getSite().getWorkbenchWindow().getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, getSite().getWorkbenchWindow());
		} catch (WorkbenchException e) {
			problems.setText(e.getMessage());
		}
	}

	private void changed(TimeModel.Change change) {
		if (change == TimeModel.Change.TRACE || change == TimeModel.Change.EVENTS)
			show();
	}

	private void show() {
		OpenTrace trace = TimeModel.get().trace();
		if (facts.isDisposed() || trace == null || !trace.folder().equals(folder))
			return;
		TraceIndex index = trace.index();
		facts.setText(NLS.bind(Messages.facts,
				new Object[] { folder, index.description().cluster(), index.description().host(), index.rows(),
						index.nodes().stream().map(String::valueOf).collect(Collectors.joining(" ")), //$NON-NLS-1$
						TimeFormat.duration(index.end() - index.begin()), TimeModel.get().format().full(index.begin()) }));
		problems.setText(index.problems().isEmpty() ? Messages.noProblems
				: index.problems().stream().map(TraceProblem::toString).collect(Collectors.joining(System.lineSeparator())));
		facts.getParent().layout();
		if (pending != null && index.end() >= TraceBookmarks.time(pending)) {
			IMarker marker = pending;
			pending = null;
			gotoMarker(marker);
		}
	}

	@Override
	public void setFocus() {
		facts.setFocus();
	}

	@Override
	public boolean isDirty() {
		return false;
	}

	@Override
	public boolean isSaveAsAllowed() {
		return false;
	}

	@Override
	public void doSave(IProgressMonitor monitor) {
		// a trace is never changed
	}

	@Override
	public void doSaveAs() {
		// a trace is never changed
	}
}
