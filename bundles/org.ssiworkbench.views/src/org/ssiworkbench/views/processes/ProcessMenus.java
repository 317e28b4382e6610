package org.ssiworkbench.views.processes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.osgi.util.NLS;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;

/** The sub-menus whose items depend on what is selected: the nodes to move to, the signals to send. */
final class ProcessMenus {
	private final TableViewer viewer;

	ProcessMenus(TableViewer viewer) {
		this.viewer = viewer;
	}

	IContributionItem migrate() {
		return submenu(Messages.migrate, this::fillMigrate);
	}

	IContributionItem signal() {
		return submenu(Messages.signal, this::fillSignals);
	}

	/** Shows the console of the node on which the selected process runs. */
	IContributionItem console() {
		return new ActionContributionItem(new Action(Messages.console) {
			@Override
			public void run() {
				selected().stream().findFirst().map(ClusterProcess::node).ifPresent(NodeConsoles::show);
			}
		});
	}

	private static MenuManager submenu(String title, Consumer<IMenuManager> fill) {
		MenuManager menu = new MenuManager(title);
		menu.setRemoveAllWhenShown(true);
		menu.addMenuListener(fill::accept);
		menu.add(new Action() {
			// a menu that is empty before it is shown would not be shown at all
		});
		return menu;
	}

	private List<ClusterProcess> selected() {
		return ProcessRequests.selected(viewer.getStructuredSelection());
	}

	private void fillMigrate(IMenuManager menu) {
		List<ClusterProcess> processes = selected();
		if (processes.isEmpty())
			return;
		processes.getFirst().session().status().nodes().stream().sorted(Comparator.comparingInt(NodeStatus::number))
				.forEach(node -> menu.add(moveTo(node, processes)));
	}

	private static Action moveTo(NodeStatus node, List<ClusterProcess> processes) {
		Action action = new Action(NLS.bind(Messages.toNode, new Object[] { node.number(), node.name(), node.state() })) {
			@Override
			public void run() {
				ProcessRequests.migrate(processes, node.number());
			}
		};
		boolean there = processes.stream().allMatch(process -> process.info().node() == node.number());
		action.setEnabled("UP".equals(node.state()) && !there); //$NON-NLS-1$
		return action;
	}

	private void fillSignals(IMenuManager menu) {
		List<ClusterProcess> processes = selected();
		Arrays.stream(ProcessSignals.values()).forEach(signal -> menu.add(new Action("SIG" + signal.name()) { //$NON-NLS-1$
			@Override
			public void run() {
				ProcessRequests.signal(processes, signal);
			}
		}));
	}
}
