package org.ssiworkbench.debug.ui.launch;

import java.nio.file.Files;

import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.StringVariableSelectionDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ssiworkbench.debug.launch.ClusterSettings;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.ui.internal.Icons;

/** Where the trace goes and what is recorded besides. */
public final class TraceTab extends SettingsTab {
	private Text folder;
	private Button capture;

	@Override
	public void createControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(area);
		new Label(area, SWT.NONE).setText(Messages.TraceTab_folder);
		folder = textField(area, Messages.TraceTab_folderTip);
		folder.setMessage(Messages.TraceTab_folderHint);
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(folder);
		new Label(area, SWT.NONE);
		Composite buttons = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(buttons);
		GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(buttons);
		button(buttons, Messages.TraceTab_browse, this::browse);
		button(buttons, Messages.TraceTab_variables, this::chooseVariable);
		capture = createCheckButton(area, Messages.TraceTab_capture);
		capture.setToolTipText(Messages.TraceTab_captureTip);
		capture.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> updateLaunchConfigurationDialog()));
		GridDataFactory.swtDefaults().span(2, 1).applyTo(capture);
		setControl(area);
		startProbe();
	}

	private void button(Composite parent, String text, Runnable action) {
		Button button = createPushButton(parent, text, null);
		button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> action.run()));
	}

	private void browse() {
		DirectoryDialog dialog = new DirectoryDialog(getShell());
		dialog.setMessage(Messages.TraceTab_chooseFolder);
		String chosen = dialog.open();
		if (chosen != null)
			folder.setText(chosen);
	}

	private void chooseVariable() {
		StringVariableSelectionDialog dialog = new StringVariableSelectionDialog(getShell());
		if (dialog.open() == Window.OK && dialog.getVariableExpression() != null)
			folder.insert(dialog.getVariableExpression());
	}

	@Override
	public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
		configuration.removeAttribute(LaunchAttributes.TRACE);
		configuration.removeAttribute(LaunchAttributes.CAPTURE);
	}

	@Override
	public void initializeFrom(ILaunchConfiguration configuration) {
		folder.setText(read(configuration, LaunchAttributes.TRACE));
		capture.setSelection(read(configuration, from -> from.getAttribute(LaunchAttributes.CAPTURE, true), true));
	}

	@Override
	public void performApply(ILaunchConfigurationWorkingCopy configuration) {
		write(configuration, LaunchAttributes.TRACE, folder.getText());
		configuration.setAttribute(LaunchAttributes.CAPTURE, capture.getSelection());
	}

	@Override
	boolean check(ClusterSettings settings) {
		if (settings.trace() == null)
			return true;
		if (Files.exists(settings.trace()) && !Files.isDirectory(settings.trace()))
			return refuse(Messages.TraceTab_noFolder);
		if (Files.exists(settings.trace().resolve("metadata"))) //$NON-NLS-1$
			return refuse(Messages.TraceTab_taken);
		return true;
	}

	@Override
	public String getName() {
		return Messages.TraceTab_title;
	}

	@Override
	public Image getImage() {
		return Icons.TRACE.image();
	}

	@Override
	public String getId() {
		return "org.ssiworkbench.debug.ui.tab.trace"; //$NON-NLS-1$
	}
}
