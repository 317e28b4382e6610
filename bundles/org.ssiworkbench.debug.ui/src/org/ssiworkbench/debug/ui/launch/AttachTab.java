package org.ssiworkbench.debug.ui.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ssiworkbench.controller.kernel.RunningKernel;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.ui.internal.Icons;

/**
 * Which running cluster to attach to: by name from a list, or by its controller's socket; or which kernel that is no node of a
 * cluster, by its management console.
 */
public final class AttachTab extends AbstractLaunchConfigurationTab {
	private TableViewer running;
	private Text name;
	private Text socket;
	private Text console;
	private Text pid;

	@Override
	public void createControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(area);
		Label label = new Label(area, SWT.NONE);
		label.setText(Messages.AttachTab_running);
		GridDataFactory.fillDefaults().span(2, 1).applyTo(label);
		createTable(area);
		Button refresh = createPushButton(area, Messages.AttachTab_refresh, null);
		GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(refresh);
		refresh.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> find()));
		Composite fields = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(fields);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(fields);
		name = field(fields, Messages.AttachTab_name, Messages.AttachTab_nameTip);
		socket = field(fields, Messages.AttachTab_socket, Messages.AttachTab_socketTip);
		socket.setMessage(Messages.AttachTab_socketHint);
		console = field(fields, Messages.AttachTab_console, Messages.AttachTab_consoleTip);
		console.setMessage(Messages.AttachTab_consoleHint);
		pid = field(fields, Messages.AttachTab_pid, Messages.AttachTab_pidTip);
		pid.setMessage(Messages.AttachTab_pidHint);
		setControl(area);
	}

	private void createTable(Composite area) {
		running = new TableViewer(area, SWT.BORDER | SWT.SINGLE);
		GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, 120).applyTo(running.getControl());
		running.setContentProvider(ArrayContentProvider.getInstance());
		running.setLabelProvider(ColumnLabelProvider.createTextImageProvider(AttachTab::label,
				element -> (element instanceof RunningKernel ? Icons.KERNEL : Icons.CLUSTER).image()));
		running.addSelectionChangedListener(event -> choose(event.getStructuredSelection().getFirstElement()));
	}

	private static String label(Object element) {
		return element instanceof RunningKernel kernel ? Messages.bind(Messages.AttachTab_kernel, kernel.name(), Long.toString(kernel.pid()))
				: ((RuntimeFolder) element).cluster();
	}

	private void choose(Object element) {
		if (element == null)
			return;
		name.setText(element instanceof RuntimeFolder folder ? folder.cluster() : ""); //$NON-NLS-1$
		console.setText(element instanceof RunningKernel kernel ? kernel.console().toString() : ""); //$NON-NLS-1$
	}

	private Text field(Composite parent, String label, String tooltip) {
		new Label(parent, SWT.NONE).setText(label);
		Text text = new Text(parent, SWT.BORDER);
		text.setToolTipText(tooltip);
		text.addModifyListener(change -> updateLaunchConfigurationDialog());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
		return text;
	}

	private void find() {
		Display display = getShell().getDisplay();
		Job.createSystem(Messages.AttachTab_job, (IProgressMonitor monitor) -> find(display, monitor)).schedule();
	}

	private void find(Display display, IProgressMonitor monitor) {
		try {
			List<Object> found = new ArrayList<>(RuntimeFolder.running());
			found.addAll(RunningKernel.foreign());
			if (!monitor.isCanceled() && !display.isDisposed())
				display.asyncExec(() -> show(found));
		} catch (IOException e) {
			ILog.of(AttachTab.class).warn("Running clusters cannot be listed.", e); //$NON-NLS-1$
		}
	}

	private void show(List<Object> found) {
		if (running.getControl().isDisposed())
			return;
		running.setInput(found);
		found.stream().filter(this::isChosen).findFirst().ifPresent(element -> running.setSelection(new StructuredSelection(element)));
	}

	/** Where nothing has been chosen, the first one is. */
	private boolean isChosen(Object element) {
		if (!console.getText().isEmpty())
			return element instanceof RunningKernel kernel && kernel.console().toString().equals(console.getText());
		return name.getText().isEmpty() ? socket.getText().isEmpty()
				: element instanceof RuntimeFolder folder && folder.cluster().equals(name.getText());
	}

	@Override
	public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
		configuration.removeAttribute(LaunchAttributes.NAME);
	}

	@Override
	public void initializeFrom(ILaunchConfiguration configuration) {
		name.setText(SettingsTab.read(configuration, LaunchAttributes.NAME));
		socket.setText(SettingsTab.read(configuration, LaunchAttributes.SOCKET));
		console.setText(SettingsTab.read(configuration, LaunchAttributes.CONSOLE));
		pid.setText(SettingsTab.read(configuration, LaunchAttributes.PID));
		find();
	}

	@Override
	public void performApply(ILaunchConfigurationWorkingCopy configuration) {
		SettingsTab.write(configuration, LaunchAttributes.NAME, name.getText());
		SettingsTab.write(configuration, LaunchAttributes.SOCKET, socket.getText());
		SettingsTab.write(configuration, LaunchAttributes.CONSOLE, console.getText());
		SettingsTab.write(configuration, LaunchAttributes.PID, pid.getText());
	}

	@Override
	public boolean isValid(ILaunchConfiguration configuration) {
		boolean chosen = !name.getText().isBlank() || !socket.getText().isBlank() || !console.getText().isBlank();
		setErrorMessage(chosen ? null : Messages.AttachTab_noCluster);
		return chosen;
	}

	@Override
	public String getName() {
		return Messages.AttachTab_title;
	}

	@Override
	public Image getImage() {
		return Icons.ATTACH.image();
	}

	@Override
	public String getId() {
		return "org.ssiworkbench.debug.ui.tab.attach"; //$NON-NLS-1$
	}
}
