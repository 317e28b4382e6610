package org.ssiworkbench.debug.ui.launch;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.debug.launch.ClusterSettings;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.launch.ModelCheck;
import org.ssiworkbench.debug.ui.internal.Icons;

/** The model file, the cluster's name, the host and the simulator's seed. */
public final class ClusterTab extends SettingsTab {
	/** Values of the host attribute, in the order of the combo. */
	private static final List<String> HOSTS = List.of("", "uml", "simulator"); //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$

	private Text model;
	private Text name;
	private Combo host;
	private Text seed;

	@Override
	public void createControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().applyTo(area);
		createModelGroup(area);
		createHostGroup(area);
		setControl(area);
		startProbe();
	}

	private void createModelGroup(Composite area) {
		Group group = group(area, Messages.ClusterTab_clusterGroup);
		label(group, Messages.ClusterTab_model);
		model = textField(group, Messages.ClusterTab_modelTip);
		fill(model);
		label(group, ""); //$NON-NLS-1$
		Composite buttons = new Composite(group, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(buttons);
		GridDataFactory.swtDefaults().align(SWT.END, SWT.CENTER).applyTo(buttons);
		button(buttons, Messages.ClusterTab_workspace, this::browseWorkspace);
		button(buttons, Messages.ClusterTab_fileSystem, this::browseFileSystem);
		label(group, Messages.ClusterTab_name);
		name = textField(group, Messages.ClusterTab_nameTip);
		name.setMessage(Messages.ClusterTab_nameHint);
		fill(name);
	}

	private void createHostGroup(Composite area) {
		Group group = group(area, Messages.ClusterTab_hostGroup);
		label(group, Messages.ClusterTab_host);
		host = new Combo(group, SWT.READ_ONLY);
		host.setItems(Messages.ClusterTab_hostModel, Messages.ClusterTab_hostUml, Messages.ClusterTab_hostSimulator);
		host.setToolTipText(Messages.ClusterTab_hostTip);
		host.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> updateLaunchConfigurationDialog()));
		label(group, Messages.ClusterTab_seed);
		seed = textField(group, Messages.ClusterTab_seedTip);
		seed.setMessage(Messages.ClusterTab_seedHint);
		GridDataFactory.swtDefaults().hint(convertWidth(), SWT.DEFAULT).applyTo(seed);
	}

	private int convertWidth() {
		return host.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
	}

	private static Group group(Composite area, String title) {
		Group group = new Group(area, SWT.NONE);
		group.setText(title);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(group);
		fill(group);
		return group;
	}

	private static void label(Composite parent, String text) {
		new Label(parent, SWT.NONE).setText(text);
	}

	private static void fill(Control control) {
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(control);
	}

	private void button(Composite parent, String text, Runnable action) {
		Button button = createPushButton(parent, text, null);
		button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> action.run()));
	}

	private void browseWorkspace() {
		ModelFileDialog dialog = new ModelFileDialog(getShell());
		if (dialog.open() != Window.OK || dialog.getFirstResult() == null)
			return;
		IFile file = (IFile) dialog.getFirstResult();
		model.setText(file.getFullPath().toString());
	}

	private void browseFileSystem() {
		FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
		dialog.setText(Messages.ClusterTab_chooseModel);
		dialog.setFilterExtensions(new String[] { "*." + ModelFileDialog.EXTENSION, "*" }); //$NON-NLS-1$ //$NON-NLS-2$
		String file = dialog.open();
		if (file != null)
			model.setText(file);
	}

	@Override
	public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
		ModelSelection.current().ifPresent(file -> {
			configuration.setAttribute(LaunchAttributes.MODEL, file.getFullPath().toString());
			configuration.setMappedResources(new IFile[] { file });
			String stem = file.getFullPath().removeFileExtension().lastSegment();
			configuration.rename(getLaunchConfigurationDialog().generateName(stem));
		});
	}

	@Override
	public void initializeFrom(ILaunchConfiguration configuration) {
		model.setText(read(configuration, LaunchAttributes.MODEL));
		name.setText(read(configuration, LaunchAttributes.NAME));
		host.select(Math.max(0, HOSTS.indexOf(read(configuration, LaunchAttributes.HOST))));
		seed.setText(read(configuration, LaunchAttributes.SEED));
	}

	@Override
	public void performApply(ILaunchConfigurationWorkingCopy configuration) {
		write(configuration, LaunchAttributes.MODEL, model.getText());
		write(configuration, LaunchAttributes.NAME, name.getText());
		write(configuration, LaunchAttributes.HOST, HOSTS.get(host.getSelectionIndex()));
		write(configuration, LaunchAttributes.SEED, seed.getText());
		configuration.setMappedResources(ModelSelection.file(model.getText()).map(file -> new IFile[] { file }).orElse(null));
	}

	@Override
	boolean check(ClusterSettings settings) {
		Optional<ClusterFile> read = model(settings);
		if (read.isEmpty())
			return true;
		ClusterFile file = read.get();
		if (file.hasErrors())
			return refuse(ModelCheck.brief(ModelCheck.firstError(file)));
		file.problems().stream().findFirst().map(ModelCheck::brief).ifPresent(this::setWarningMessage);
		return true;
	}

	@Override
	public String getName() {
		return Messages.ClusterTab_title;
	}

	@Override
	public Image getImage() {
		return Icons.CLUSTER.image();
	}

	@Override
	public String getId() {
		return "org.ssiworkbench.debug.ui.tab.cluster"; //$NON-NLS-1$
	}
}
