package org.ssiworkbench.debug.ui.launch;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.eclipse.swt.widgets.Text;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.Units;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.cluster.check.Problem;
import org.ssiworkbench.debug.launch.ClusterSettings;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.launch.ModelCheck;
import org.ssiworkbench.debug.ui.internal.Icons;

/** Which nodes boot when the cluster starts, the others can be added later; and other memory for them than the model says. */
public final class NodesTab extends SettingsTab {
	private CheckboxTableViewer table;
	private ILaunchConfiguration shown;
	private List<Node> nodes = List.of();
	private Text memory;
	/** What was typed, by the node's number. */
	private final Map<String, String> memories = new TreeMap<>();
	/** Whether the field is being filled, not typed into. */
	private boolean filling;

	@Override
	public void createControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(area);
		Label label = new Label(area, SWT.WRAP);
		label.setText(Messages.NodesTab_explanation);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(label);
		createTable(area);
		createButtons(area);
		createMemory(area);
		setControl(area);
		startProbe();
	}

	private void createTable(Composite area) {
		table = CheckboxTableViewer.newCheckList(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.MULTI);
		table.getTable().setHeaderVisible(true);
		table.getTable().setLinesVisible(true);
		GridDataFactory.fillDefaults().grab(true, true).hint(300, 160).applyTo(table.getControl());
		column(Messages.NodesTab_number, 75, node -> String.valueOf(node.getNumber()));
		column(Messages.NodesTab_name, 120, Node::getName);
		column(Messages.NodesTab_initNode, 80, node -> node.isInitNode() ? Messages.NodesTab_yes : Messages.NodesTab_no);
		column(Messages.NodesTab_memory, 80, this::memory);
		table.setContentProvider(ArrayContentProvider.getInstance());
		table.addCheckStateListener(event -> updateLaunchConfigurationDialog());
		table.addSelectionChangedListener(event -> fillMemory());
	}

	private void createMemory(Composite area) {
		Composite line = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(line);
		GridDataFactory.fillDefaults().span(2, 1).applyTo(line);
		new Label(line, SWT.NONE).setText(Messages.NodesTab_memoryOf);
		memory = new Text(line, SWT.BORDER);
		memory.setToolTipText(Messages.NodesTab_memoryTip);
		memory.setMessage(Messages.NodesTab_memoryHint);
		GridDataFactory.fillDefaults().hint(160, SWT.DEFAULT).applyTo(memory);
		memory.addModifyListener(event -> {
			if (!filling)
				takeMemory(memory.getText().strip());
		});
	}

	/** What a node is going to have. */
	private String memory(Node node) {
		return memories.getOrDefault(String.valueOf(node.getNumber()), Units.formatSize(node.getMemory()));
	}

	private List<String> selected() {
		return Arrays.stream(table.getTable().getSelection()).map(item -> String.valueOf(((Node) item.getData()).getNumber())).toList();
	}

	/** Shows what was typed for the selected nodes, nothing when it is not the same for all. */
	private void fillMemory() {
		List<String> typed = selected().stream().map(node -> memories.getOrDefault(node, "")).distinct().toList(); //$NON-NLS-1$
		filling = true;
		memory.setText(typed.size() == 1 ? typed.getFirst() : ""); //$NON-NLS-1$
		filling = false;
		memory.setEnabled(!typed.isEmpty());
	}

	private void takeMemory(String text) {
		for (String node : selected())
			if (text.isEmpty())
				memories.remove(node);
			else
				memories.put(node, text);
		table.refresh();
		updateLaunchConfigurationDialog();
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
		configuration.removeAttribute(LaunchAttributes.MEMORY);
	}

	@Override
	public void initializeFrom(ILaunchConfiguration configuration) {
		shown = configuration;
		nodes = List.of(); // those of another configuration of the same model may be checked otherwise
		memories.clear();
		memories.putAll(read(configuration, from -> from.getAttribute(LaunchAttributes.MEMORY, Map.of()), Map.of()));
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
			fillMemory();
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
		if (memories.isEmpty())
			configuration.removeAttribute(LaunchAttributes.MEMORY);
		else
			configuration.setAttribute(LaunchAttributes.MEMORY, new TreeMap<>(memories));
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
		if (nodes.stream().noneMatch(node -> node.isInitNode() && table.getChecked(node)))
			return refuse(Messages.NodesTab_noInitNode);
		Optional<Problem> wrong = model(settings).flatMap(file -> file.checkMemory(settings.memory()).stream().findFirst());
		return wrong.isEmpty() || refuse(ModelCheck.brief(wrong.get()));
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
