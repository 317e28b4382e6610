package org.ssiworkbench.debug.ui.launch;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.launch.ReplayLaunchDelegate;
import org.ssiworkbench.debug.ui.internal.Icons;

/** Which trace to replay. */
public final class ReplayTab extends AbstractLaunchConfigurationTab {
	private Text folder;

	@Override
	public void createControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(3).applyTo(area);
		new Label(area, SWT.NONE).setText(Messages.ReplayTab_folder);
		folder = new Text(area, SWT.BORDER);
		folder.setToolTipText(Messages.ReplayTab_folderTip);
		folder.addModifyListener(change -> updateLaunchConfigurationDialog());
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(folder);
		Button browse = createPushButton(area, Messages.ReplayTab_browse, null);
		browse.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> browse()));
		Label explanation = new Label(area, SWT.WRAP);
		explanation.setText(Messages.ReplayTab_explanation);
		GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(300, SWT.DEFAULT).applyTo(explanation);
		setControl(area);
	}

	private void browse() {
		DirectoryDialog dialog = new DirectoryDialog(getShell());
		dialog.setMessage(Messages.ReplayTab_choose);
		dialog.setFilterPath(folder.getText());
		String chosen = dialog.open();
		if (chosen != null)
			folder.setText(chosen);
	}

	@Override
	public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
		IResource selected = TraceTester.trace(DebugUITools.getSelectedResource());
		if (selected == null)
			return;
		configuration.setAttribute(LaunchAttributes.RECORDED, selected.getFullPath().toString());
		configuration.rename(getLaunchConfigurationDialog().generateName(selected.getName()));
	}

	@Override
	public void initializeFrom(ILaunchConfiguration configuration) {
		folder.setText(SettingsTab.read(configuration, LaunchAttributes.RECORDED));
	}

	@Override
	public void performApply(ILaunchConfigurationWorkingCopy configuration) {
		SettingsTab.write(configuration, LaunchAttributes.RECORDED, folder.getText());
	}

	@Override
	public boolean isValid(ILaunchConfiguration configuration) {
		setErrorMessage(null);
		try {
			ReplayLaunchDelegate.trace(configuration);
			return true;
		} catch (CoreException e) {
			setErrorMessage(e.getMessage());
			return false;
		}
	}

	@Override
	public String getName() {
		return Messages.ReplayTab_title;
	}

	@Override
	public Image getImage() {
		return Icons.TRACE.image();
	}

	@Override
	public String getId() {
		return "org.ssiworkbench.debug.ui.tab.replay"; //$NON-NLS-1$
	}
}
