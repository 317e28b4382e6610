package org.ssiworkbench.debug.ui.launch;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.debug.launch.ClusterSettings;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.ui.internal.Icons;

/** Which nodes boot when the cluster starts; the others can be added later. */
public final class NodesTab extends SettingsTab {
	private CheckboxTableViewer table;
	private ILaunchConfiguration shown;
	private List<Node> nodes = List.of();

	@Override
	public void createControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(area);
		Label label = new Label(area, SWT.WRAP);
		label.setText(Messages.NodesTab_explanation);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(label);
		createTable(area);
		createButtons(area);
		setControl(area);
		startProbe();
	}

	private void createTable(Composite area) {
		table = CheckboxTableViewer.newCheckList(area, SWT.BORDER | SWT.FULL_SELECTION);
		table.getTable().setHeaderVisible(true);
		table.getTable().setLinesVisible(true);
		GridDataFactory.fillDefaults().grab(true, true).hint(300, 160).applyTo(table.getControl());
		column(Messages.NodesTab_number, 75, node -> String.valueOf(node.getNumber()));
		column(Messages.NodesTab_name, 120, Node::getName);
		column(Messages.NodesTab_initNode, 80, node -> node.isInitNode() ? Messages.NodesTab_yes : Messages.NodesTab_no);
		column(Messages.NodesTab_memory, 80, node -> (node.getMemory() >> 20) + " MB"); //$NON-NLS-1$
		table.setContentProvider(ArrayContentProvider.getInstance());
		table.addCheckStateListener(event -> updateLaunchConfigurationDialog());
	}

	private void column(String title, int width, Function<Node, String> text) {
		TableViewerColumn column = new TableViewerColumn(table, SWT.NONE);
		column.getColumn().setText(title);
		column.getColumn().setWidth(width);
		column.setLabelProvider(ColumnLabelProvider.createTextProvider(element -> text.apply((Node) element)));
	}

	private void createButtons(Composite area) {
		Composite buttons = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().applyTo(buttons);
		GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(buttons);
		button(buttons, Messages.NodesTab_all, true);
		button(buttons, Messages.NodesTab_none, false);
	}

	private void button(Composite parent, String text, boolean checked) {
		Button button = createPushButton(parent, text, null);
		button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> {
			table.setAllChecked(checked);
			updateLaunchConfigurationDialog();
		}));
	}

	@Override
	public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
		configuration.removeAttribute(LaunchAttributes.NODES);
	}

	@Override
	public void initializeFrom(ILaunchConfiguration configuration) {
		shown = configuration;
		show();
	}

	@Override
	public void activated(ILaunchConfigurationWorkingCopy configuration) {
		shown = configuration;
		show();
	}

	@Override
	void modelRead() {
		if (table.getControl().isDisposed())
			return;
		show();
		super.modelRead();
	}

	private void show() {
		try {
			ClusterSettings settings = ClusterSettings.of(shown);
			List<Node> now = model(settings).map(NodesTab::nodes).orElse(List.of());
			if (now.equals(nodes) && !now.isEmpty())
				return;
			nodes = now;
			table.setInput(nodes);
			table.setCheckedElements(nodes.stream().filter(node -> boots(settings, node)).toArray());
		} catch (CoreException e) {
			ILog.of(NodesTab.class).info("The nodes are not shown: " + e.getMessage()); //$NON-NLS-1$
			nodes = List.of();
			table.setInput(nodes);
		}
	}

	private static List<Node> nodes(ClusterFile file) {
		if (file.cluster() == null)
			return List.of();
		return file.cluster().getNodes().stream().sorted(Comparator.comparingInt(Node::getNumber)).toList();
	}

	private static boolean boots(ClusterSettings settings, Node node) {
		return settings.nodes().isEmpty() || settings.nodes().contains(node.getNumber());
	}

	@Override
	public void performApply(ILaunchConfigurationWorkingCopy configuration) {
		if (nodes.isEmpty())
			return;
		Set<Object> checked = Arrays.stream(table.getCheckedElements()).collect(Collectors.toSet());
		if (checked.size() == nodes.size() || checked.isEmpty())
			configuration.removeAttribute(LaunchAttributes.NODES);
		else
			configuration.setAttribute(LaunchAttributes.NODES,
					nodes.stream().filter(checked::contains).map(node -> String.valueOf(node.getNumber())).toList());
	}

	@Override
	boolean check(ClusterSettings settings) {
		if (nodes.isEmpty())
			return true;
		if (table.getCheckedElements().length == 0)
			return refuse(Messages.NodesTab_noNode);
		boolean init = nodes.stream().anyMatch(node -> node.isInitNode() && table.getChecked(node));
		return init || refuse(Messages.NodesTab_noInitNode);
	}

	@Override
	public String getName() {
		return Messages.NodesTab_title;
	}

	@Override
	public Image getImage() {
		return Icons.NODES.image();
	}

	@Override
	public String getId() {
		return "org.ssiworkbench.debug.ui.tab.nodes"; //$NON-NLS-1$
	}
}
