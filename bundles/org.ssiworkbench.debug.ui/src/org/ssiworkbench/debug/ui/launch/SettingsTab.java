package org.ssiworkbench.debug.ui.launch;

import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.debug.launch.ClusterSettings;

/** What the tabs about a cluster to start have in common: the model they are about, and how values are read and written. */
abstract class SettingsTab extends AbstractLaunchConfigurationTab {
	private ModelProbe probe;

	/** To be called when the tab's controls are made. */
	final void startProbe() {
		probe = new ModelProbe(this::modelRead);
	}

	/** The model that the settings name, unless it is still being read. */
	final Optional<ClusterFile> model(ClusterSettings settings) {
		return probe.model(settings.model());
	}

	/** The model was read. */
	void modelRead() {
		if (getControl() != null && !getControl().isDisposed())
			updateLaunchConfigurationDialog();
	}

	@Override
	public final boolean isValid(ILaunchConfiguration configuration) {
		setErrorMessage(null);
		setWarningMessage(null);
		try {
			return check(ClusterSettings.of(configuration));
		} catch (CoreException e) {
			setErrorMessage(e.getMessage());
			return false;
		}
	}

	/** Sets the tab's messages and tells whether the cluster can be started. */
	abstract boolean check(ClusterSettings settings) throws CoreException;

	final boolean refuse(String sentence) {
		setErrorMessage(sentence);
		return false;
	}

	final Text textField(Composite parent, String tooltip) {
		Text text = new Text(parent, SWT.BORDER);
		text.setToolTipText(tooltip);
		text.addModifyListener(change -> updateLaunchConfigurationDialog());
		return text;
	}

	static String read(ILaunchConfiguration configuration, String attribute) {
		return read(configuration, from -> from.getAttribute(attribute, ""), "");
	}

	static <T> T read(ILaunchConfiguration configuration, Attribute<T> attribute, T absent) {
		try {
			return attribute.in(configuration);
		} catch (CoreException e) {
			ILog.of(SettingsTab.class).log(e.getStatus());
			return absent;
		}
	}

	/** An empty value is not written, so that a configuration says only what differs from the model. */
	static void write(ILaunchConfigurationWorkingCopy configuration, String attribute, String value) {
		if (value.isBlank())
			configuration.removeAttribute(attribute);
		else
			configuration.setAttribute(attribute, value.strip());
	}

	/** Reads one attribute. */
	interface Attribute<T> {
		T in(ILaunchConfiguration configuration) throws CoreException;
	}
}
