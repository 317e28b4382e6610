package org.ssiworkbench.views.replay;

import java.util.Optional;
import java.util.stream.IntStream;

import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.ssiworkbench.trace.view.OverviewFrame;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.timeline.GoToTime;
import org.ssiworkbench.views.timeline.Selections;
import org.ssiworkbench.views.timeline.TimeCanvas;
import org.ssiworkbench.views.timeline.TimeModel;
import org.ssiworkbench.views.timeline.TimeModel.Change;
import org.ssiworkbench.views.timeline.TimeView;

/** The replay clock with its controls, over an overview of the trace. */
public final class ReplayView extends TimeView {
	private static final int[] FACTORS = IntStream.rangeClosed(Player.SLOWEST, Player.FASTEST).toArray();

	private final TimeModel model = model();
	private final Selections selections = new Selections(model);
	private Player player;
	private Button play;
	private Button live;
	private Button relative;
	private CLabel clock;
	private TimeCanvas<OverviewFrame> overview;
	private Step step = Step.EVENT;

	@Override
	protected Control createContent(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(area);
		Composite bar = new Composite(area, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(bar);
		player = new Player(parent.getDisplay(), model, this::show);
		createBar(bar);
		GridLayoutFactory.fillDefaults().numColumns(bar.getChildren().length).margins(4, 2).spacing(3, 0).applyTo(bar);
		overview = new TimeCanvas<>(area, Messages.overviewName, model, (trace, viewport, cancel) -> trace.views().overview(viewport, cancel));
		GridDataFactory.fillDefaults().grab(true, true).applyTo(overview.control());
		hookMenu(overview.control());
		return area;
	}

	private void createBar(Composite bar) {
		button(bar, Icons.FIRST, Messages.first, selections::first);
		button(bar, Icons.STEP_BACK, Messages.stepBack, () -> step.go(model, -1));
		play = button(bar, Icons.PLAY, Messages.play, player::toggle);
		button(bar, Icons.STEP, Messages.step, () -> step.go(model, 1));
		button(bar, Icons.LAST, Messages.last, selections::last);
		createStep(bar);
		createSpeed(bar);
		Button loop = check(bar, Messages.loop, Messages.loopTip);
		loop.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> player.setLooping(loop.getSelection())));
		clock = line(bar);
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).indent(8, 0).applyTo(clock);
		relative = check(bar, Messages.relative, Messages.relativeTip);
		relative.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> model.setRelative(relative.getSelection())));
		live = check(bar, Messages.live, Messages.liveTip);
		live.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> model.setFollowing(live.getSelection())));
	}

	private static Button button(Composite bar, Icons icon, String tip, Runnable run) {
		Button button = new Button(bar, SWT.PUSH | SWT.FLAT);
		button.setImage(icon.image());
		button.setToolTipText(tip);
		button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> run.run()));
		return button;
	}

	private static Button check(Composite bar, String name, String tip) {
		Button check = new Button(bar, SWT.CHECK);
		check.setText(name);
		check.setToolTipText(tip);
		return check;
	}

	private void createStep(Composite bar) {
		Combo choice = new Combo(bar, SWT.READ_ONLY);
		choice.setItems(Messages.eachEvent, Messages.eachMessage, Messages.eachTransition, Messages.eachMatch);
		step = Step.values()[number("step", 0, Step.values().length - 1)]; //$NON-NLS-1$
		choice.select(step.ordinal());
		choice.setToolTipText(Messages.stepTip);
		choice.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> {
			step = Step.values()[choice.getSelectionIndex()];
			settings().set("step", String.valueOf(choice.getSelectionIndex())); //$NON-NLS-1$
		}));
	}

	/** A kept number, if it is one up to {@code most}. */
	private int number(String key, int otherwise, int most) {
		String kept = settings().text(key);
		return kept.matches("\\d{1,3}") ? Math.min(Integer.parseInt(kept), most) : otherwise; //$NON-NLS-1$
	}

	private void createSpeed(Composite bar) {
		Combo choice = new Combo(bar, SWT.READ_ONLY);
		choice.setItems(IntStream.of(FACTORS).mapToObj(ReplayView::factor).toArray(String[]::new));
		int kept = number("speed", -Player.SLOWEST, FACTORS.length - 1); //$NON-NLS-1$
		choice.select(kept);
		player.setSpeed(Math.pow(10, FACTORS[kept]));
		choice.setToolTipText(Messages.speedTip);
		choice.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> {
			player.setSpeed(Math.pow(10, FACTORS[choice.getSelectionIndex()]));
			settings().set("speed", String.valueOf(choice.getSelectionIndex())); //$NON-NLS-1$
		}));
	}

	private static String factor(int power) {
		return (power < 0 ? "0." + "0".repeat(-power - 1) + "1" : "1" + "0".repeat(power)) + "\u00d7"; //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$ //$NON-NLS-5$ //$NON-NLS-6$
	}

	@Override
	protected Optional<TimeCanvas<?>> picture() {
		return Optional.of(overview);
	}

	@Override
	protected void fillToolBar(IToolBarManager bar) {
		bar.add(action(Messages.goTo, Messages.goToTip, Icons.GO_TO, () -> GoToTime.ask(getSite().getShell(), model)));
		bar.add(new Separator());
		super.fillToolBar(bar);
	}

	@Override
	protected void changed(Change change) {
		if (change == Change.TRACE)
			player.stop();
		if (change != Change.WINDOW)
			show();
	}

	private void show() {
		if (clock.isDisposed())
			return;
		play.setImage((player.isPlaying() ? Icons.PAUSE : Icons.PLAY).image());
		live.setEnabled(model.trace() != null && model.trace().isLive());
		live.setSelection(model.isFollowing());
		relative.setSelection(model.isRelative());
		clock.setText(model.trace() == null ? "" : model.format().full(model.instant())); //$NON-NLS-1$
	}

	/** The overview. */
	public TimeCanvas<OverviewFrame> overview() {
		return overview;
	}

	@Override
	public void dispose() {
		player.stop();
		super.dispose();
	}
}
